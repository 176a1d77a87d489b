import { describe, expect, it } from 'vitest'
import { createPace } from '../../gateway/channels/pace.ts'
import { eventually } from '../support/eventually.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('[D2] what was accepted', () => {
  it('is said at the end of the turn by a node with little to do', async () => {
    const pace = createPace()
    let said = 0
    for (let i = 0; i < 999; i++) pace.soon({ say: () => said++ })
    expect(said).toBe(0)
    await turn()
    expect(said).toBe(999)
    pace.close()
  })

  it('waits a moment on a busy one, and goes out a few at a time', async () => {
    const pace = createPace()
    const fill = (count: number, say: () => void): void => {
      for (let i = 0; i < count; i++) pace.soon({ say })
    }
    fill(999, () => undefined)
    const begunAt = performance.now()
    const saidAt: number[] = []
    for (let i = 0; i < 6; i++) {
      fill(100, () => saidAt.push(performance.now() - begunAt))
      await after(100)
    }
    expect(saidAt).toEqual([])
    await eventually(
      () => saidAt.length,
      (said) => said === 600,
    )
    expect(Math.min(...saidAt)).toBeGreaterThan(3_000)
    // As far apart as they came, and not all in one turn.
    const turns = new Set(saidAt.map((ms) => Math.round(ms / 20)))
    expect(turns.size).toBeGreaterThanOrEqual(4)
    // Quiet again.
    let said = 0
    fill(1, () => said++)
    await turn()
    expect(said).toBe(1)
    pace.close()
  })

  it('is said when the node closes', async () => {
    const pace = createPace()
    let said = 0
    for (let i = 0; i < 1_100; i++) pace.soon({ say: () => said++ })
    await turn()
    expect(said).toBe(999)
    pace.close()
    expect(said).toBe(1_100)
  })
})
