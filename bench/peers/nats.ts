import type { Bench, Figures } from '../scenario.ts'
export async function natsLifecycle(_b: Bench, _l: unknown): Promise<Figures> {
  throw new Error('x')
}
