import { type ActionContext, Stopped } from './action.ts'
import type { Clock } from './clock.ts'
import { deferredOf, type Endings } from './endings.ts'
import type { Journal } from './journal.ts'
import { SEQUENCES_PER_RUN, TOMBSTONE_MS } from './limits.ts'
import { type Log, sentenceOf } from './log.ts'
import type { Outbox } from './outbox.ts'
import { failed, type Outcome } from './outcome.ts'
import { type RunEnd, type Runs, refuse, runAction } from './run.ts'
import { cut } from './text.ts'
import type { RunSpan, TraceRun } from './trace.ts'
import type { Deliver } from './transport.ts'

/**
 * One message under way.
 *
 *   queued    waits for a slot and its concurrency key; `received` is in the journal, or on its way there
 *   starting  `started` is on its way to the disk; nothing has happened yet
 *   running   its handler or program runs
 *   ended     its end is in the journal, or on its way there; nothing more happens
 */
export type Task = {
  readonly deliver: Deliver
  readonly contentSha256: string
  readonly receivedAt: number
  /** Runs before this one, ended by a crash. */
  readonly startsBefore: number
  readonly abort: AbortController
  phase: 'queued' | 'starting' | 'running' | 'ended'
  /** A cancel was answered with "it goes on". */
  goesOn: boolean
  sequence: number
  stopGrace: () => void
  /** [A6] Of this run, in the device's own tracing. */
  span: RunSpan | undefined
}

export type Work = {
  readonly tasks: ReadonlyMap<string, Task>
  add(task: Pick<Task, 'deliver' | 'contentSha256' | 'receivedAt' | 'startsBefore'>): Task
  /** False: it is no longer only waiting. */
  forget(task: Task): boolean
  /** Starts what can start. */
  schedule(): void
  /** From now on tasks may start. */
  open(): void
  cancel(messageId: string): void
  /** Nothing more starts. Resolves when nothing runs, or after `waitMs`; then what runs is stopped. */
  close(waitMs: number): Promise<void>
  /** [S5] The device is no longer who it was: nothing runs on. */
  abandon(): void
}

export type WorkOptions = {
  runs: Runs
  trace: TraceRun | undefined
  endings: Endings
  journal: Journal
  outbox: Outbox
  epoch: number
  concurrencyMax: number
  cancelGraceMs: number
  clock: Clock
  log: Log
  /** Unix milliseconds by the server's clock. */
  serverNow(): number
}

export function createWork(options: WorkOptions): Work {
  const { runs, endings, journal, outbox, clock, log, serverNow } = options
  const { end, postpone, bury, keepUntil } = endings
  const tasks = new Map<string, Task>()
  const queue = new Set<Task>()
  const keys = new Set<string>()
  const idle: (() => void)[] = []
  let active = 0
  let gate: 'shut' | 'open' | 'closing' = 'shut'

  function schedule(): void {
    if (gate !== 'open') return
    for (const task of queue) {
      if (active >= options.concurrencyMax) return
      const { concurrencyKey } = task.deliver
      if (concurrencyKey !== '' && keys.has(concurrencyKey)) continue
      queue.delete(task)
      if (concurrencyKey !== '') keys.add(concurrencyKey)
      active++
      void run(task).finally(() => {
        active--
        keys.delete(concurrencyKey)
        if (active === 0) for (const tell of idle.splice(0)) tell()
        schedule()
      })
    }
  }

  async function run(task: Task): Promise<void> {
    const { deliver, contentSha256 } = task
    const refusal = whyNot(deliver)
    if (refusal) return await finish(task, refusal)
    task.phase = 'starting'
    try {
      await journal.append({ type: 'started', messageId: deliver.messageId })
    } catch (error) {
      return await giveBack(task, sentenceOf(error))
    }
    // [D4] A cancel or the clock may have come in while the disk was busy.
    if (isOver(task)) return
    const late = whyNot(deliver)
    if (late) return await finish(task, late)
    task.phase = 'running'
    task.span = options.trace?.(deliver)
    const stopDeadline = deadline(task)
    const end = await runAction(
      runs,
      deliver,
      (params) => contextOf(task, params),
      () => task.sequence > task.startsBefore * SEQUENCES_PER_RUN,
    )
    stopDeadline()
    task.span?.end(end.is === 'ended' ? end.outcome.outcome.code : end.is)
    outbox.endProgress(deliver.messageId)
    await conclude(task, end, contentSha256)
  }

  async function conclude(task: Task, end: RunEnd, contentSha256: string): Promise<void> {
    const { deliver, abort } = task
    if (end.is === 'ended') return await finish(task, end.outcome)
    if (end.is === 'deferred') {
      leave(task)
      return await postpone(deliver, deferredOf(end.deferral, serverNow()))
    }
    const { why } = abort.signal.reason as Stopped
    // Closing: the journal says "started", and the next start of the agent says what became of it.
    if (why !== 'canceled') return leave(task)
    if (task.goesOn) return await finish(task, failed('CANCELED', 'It was stopped by a cancel, after a while.'))
    leave(task)
    await bury(deliver.messageId, 'It was running and has stopped.', keepUntil(deliver))
    log.info({ messageId: deliver.messageId, contentSha256 }, 'A running action was canceled.')
  }

  async function finish(task: Task, outcome: Outcome): Promise<void> {
    leave(task)
    const { deliver, contentSha256, span } = task
    await end(span ? { ...deliver, traceparent: span.traceparent } : deliver, contentSha256, outcome)
  }

  /** The journal can not be written, so nothing was begun: some other time. */
  async function giveBack(task: Task, cause: string): Promise<void> {
    leave(task)
    const why = { reason: cut(`The journal can not be written: ${cause}`), untilAt: serverNow() + 60_000, trigger: '' }
    await postpone(task.deliver, why)
  }

  function cancel(messageId: string): void {
    const task = tasks.get(messageId)
    if (task?.phase === 'running') {
      stop(task)
      return
    }
    if (task) leave(task)
    const entry = journal.entries.get(messageId)
    const until = task ? keepUntil(task.deliver) : entry && 'keepUntil' in entry ? entry.keepUntil : undefined
    outbox.drop('defer', messageId)
    void bury(messageId, task || entry ? 'It had not begun.' : 'It had not come.', until ?? serverNow() + TOMBSTONE_MS)
  }

  function stop(task: Task): void {
    const { messageId } = task.deliver
    task.abort.abort(new Stopped('canceled'))
    task.stopGrace = clock.after(options.cancelGraceMs, () => {
      if (task.phase !== 'running') return
      task.goesOn = true
      outbox.say('cancel', messageId, { messageId, canceled: false, reason: 'The action did not stop in time.' })
    })
  }

  /** [D4] Looked at when it is to run, not when it came. */
  function whyNot({ epoch, deliverByAt }: Deliver): Outcome | undefined {
    if (epoch !== options.epoch) return refuse('STALE_EPOCH', 'The message is for another enrolment of this device.')
    if (deliverByAt > 0 && serverNow() >= deliverByAt) return refuse('EXPIRED', 'Its time to begin had passed.')
    return undefined
  }

  function deadline({ deliver, receivedAt, abort }: Task): () => void {
    if (deliver.completeBySeconds <= 0) return () => undefined
    const leftMs = receivedAt + deliver.completeBySeconds * 1_000 - serverNow()
    return clock.after(Math.max(0, leftMs), () => abort.abort(new Stopped('deadline')))
  }

  function contextOf(task: Task, params: unknown): ActionContext {
    const { messageId, action, content, attempt, hook, leaseSeconds } = task.deliver
    return {
      ...{ messageId, action, params, content, attempt, hook, leaseSeconds },
      traceparent: task.span?.traceparent ?? task.deliver.traceparent,
      // A journal of the version before has none.
      tracestate: task.deliver.tracestate ?? '',
      signal: task.abort.signal,
      resumed: task.startsBefore > 0,
      progress(percent, note = '') {
        if (task.phase !== 'running') return
        const sequence = ++task.sequence
        const whole = Math.min(100, Math.max(0, Math.round(Number.isFinite(percent) ? percent : 0)))
        outbox.progress(messageId, { messageId, sequence, percent: whole, note: cut(note) })
      },
    }
  }

  function leave(task: Task): void {
    task.phase = 'ended'
    task.stopGrace()
    queue.delete(task)
    tasks.delete(task.deliver.messageId)
  }

  return {
    tasks,
    add({ deliver, contentSha256, receivedAt, startsBefore }) {
      const task: Task = {
        ...{ deliver, contentSha256, receivedAt, startsBefore },
        abort: new AbortController(),
        phase: 'queued',
        goesOn: false,
        stopGrace: () => undefined,
        sequence: startsBefore * SEQUENCES_PER_RUN,
        span: undefined,
      }
      tasks.set(deliver.messageId, task)
      queue.add(task)
      return task
    },
    forget(task) {
      if (task.phase !== 'queued') return false
      leave(task)
      return true
    },
    schedule,
    open() {
      if (gate === 'shut') gate = 'open'
      schedule()
    },
    cancel,
    async close(waitMs) {
      gate = 'closing'
      if (active === 0) return
      const quiet = new Promise<void>((resolve) => idle.push(resolve))
      if (await isBefore(quiet, waitMs)) return
      for (const { abort } of tasks.values()) abort.abort(new Stopped('closing'))
      await isBefore(quiet, options.cancelGraceMs)
    },
    abandon() {
      gate = 'closing'
      for (const { abort } of tasks.values()) abort.abort(new Stopped('unenrolled'))
    },
  }

  async function isBefore(done: Promise<void>, ms: number): Promise<boolean> {
    let stopTimer = () => {}
    const late = new Promise<false>((resolve) => {
      stopTimer = clock.after(ms, () => resolve(false))
    })
    const isDone = await Promise.race([done.then(() => true as const), late])
    stopTimer()
    return isDone
  }
}

const isOver = (task: Task): boolean => task.phase === 'ended'
