import type { Bench, Figures } from '../scenario.ts'
export async function mosquittoLifecycle(_b: Bench, _l: unknown): Promise<Figures> {
  throw new Error('x')
}
