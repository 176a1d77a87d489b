import { type ActionContext, type Deferral, deferralOf, type Handler, Rejected, Stopped } from './action.ts'
import type { createHost } from './host.ts'
import { failed, type Outcome, outcomeOfError, rejected, succeeded } from './outcome.ts'
import type { Deliver } from './transport.ts'

/** Runs a program of the allow-list; rejects with `Rejected`, `Failed` or the signal's reason. */
export type RunProgram = (name: string, args: string[], context: ActionContext) => Promise<Ran>

/** What a program gave, and what there is to say about that. */
export class Ran {
  readonly output: string
  readonly detail: string
  constructor(output: string, detail: string) {
    this.output = output
    this.detail = detail
  }
}

export type Runs = {
  actions: Record<string, Handler>
  runProgram: RunProgram
  host: ReturnType<typeof createHost>
}

export type RunEnd = { is: 'ended'; outcome: Outcome } | { is: 'deferred'; deferral: Deferral } | { is: 'stopped' }

/** `stopped`: it ended because its signal was aborted. Never rejects. */
export async function runAction(
  { actions, runProgram, host }: Runs,
  deliver: Deliver,
  contextOf: (params: unknown) => ActionContext,
  progressed: () => boolean,
): Promise<RunEnd> {
  let context: ActionContext | undefined
  try {
    const act = actOf(actions, runProgram, deliver)
    const ready = contextOf(paramsOf(deliver.content))
    context = ready
    const output = deliver.hook?.interrupt ? await host.during(ready, async () => act(ready)) : await act(ready)
    const deferral = deferralOf(output)
    if (!deferral)
      return {
        is: 'ended',
        outcome: output instanceof Ran ? succeeded(output.output, output.detail) : succeeded(output),
      }
    if (progressed())
      return { is: 'ended', outcome: failed('ERROR', 'The handler deferred a message that it had begun to do.') }
    return { is: 'deferred', deferral }
  } catch (error) {
    const { reason } = context?.signal ?? {}
    if (reason instanceof Stopped && reason.why !== 'deadline') return { is: 'stopped' }
    if (reason instanceof Stopped && (error === reason || isAbort(error)))
      return { is: 'ended', outcome: failed('DEADLINE', 'The time to complete it was over, and it was stopped.') }
    return { is: 'ended', outcome: outcomeOfError(error, progressed()) }
  }
}

export const refuse = (code: 'EXPIRED' | 'STALE_EPOCH' | 'BAD_CONTENT', detail: string): Outcome =>
  rejected(code, detail)

function actOf(actions: Record<string, Handler>, runProgram: RunProgram, deliver: Deliver): Handler {
  const { hook, action } = deliver
  if (hook?.program) {
    const { program, arguments: args } = hook
    return (context) => runProgram(program, args, context)
  }
  const handler = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (!handler) throw new Rejected('UNKNOWN_ACTION', `This agent has no handler for the action "${action}".`)
  return handler
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

function paramsOf(content: string): unknown {
  if (content === '') return {}
  try {
    return JSON.parse(content)
  } catch {
    throw new Rejected('BAD_CONTENT', 'The content is no JSON.')
  }
}
