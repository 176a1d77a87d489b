import type { Histories } from '../history.ts'
import { acceptedNotLost } from './accepted-not-lost.ts'
import { boundedMemory } from './bounded-memory.ts'
import type { Checker, Violation } from './checker.ts'
import { clocks } from './clocks.ts'
import { evidence } from './evidence.ts'
import { hookStream } from './hook-stream.ts'
import { liveness } from './liveness.ts'
import { oneEffect } from './one-effect.ts'
import { oneFinalStatus } from './one-final-status.ts'
import { sessionTruth } from './session-truth.ts'

export const CHECKERS: readonly Checker[] = [
  acceptedNotLost,
  oneEffect,
  oneFinalStatus,
  hookStream,
  evidence,
  sessionTruth,
  clocks,
  liveness,
  boundedMemory,
]

export type Verdict = { checker: string; looked: number; violations: Violation[] }

export const judge = (histories: Histories): Verdict[] =>
  CHECKERS.map((checker) => ({ checker: checker.name, ...checker.check(histories) }))
