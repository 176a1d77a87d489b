import type { Bench } from './scenario.ts'
export async function profileLifecycle(_b: Bench, _c: boolean): Promise<void> {}
