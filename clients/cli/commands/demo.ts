import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import type { HookEvent } from '@sotto/sdk'
import { type Command, Option } from 'commander'
import type { Act, Call } from '../call.ts'
import type { DemoDevices } from '../demo/devices.ts'
import type { Played } from '../demo/play.ts'
import type { Stage } from '../demo/stage.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { detailOf } from '../message-form.ts'
import { readableLog } from '../start/log-line.ts'
import { paint, paintStatus, printable, type Terminal } from '../terminal.ts'
import { collect, seconds } from '../units.ts'

type Options = { once?: true; folder?: string; set?: string[]; timeout: string }

const NOTES = `
Everything runs in a temporary folder, on free ports, and is gone at the end. With --once the exit code is 0 only if
every message reached the status it should, and every hook event was seen in order.
`

export function define(command: Command, act: Act): void {
  command
    .option('--once', 'end when the four messages have ended')
    .option('--folder <path>', 'keep the data here (else a temporary folder)')
    .addOption(new Option('--set <name=value>', 'one setting, as httpPort=7070 (again for more)').argParser(collect))
    .option('--timeout <duration>', 'for the four messages, from the start', '60s')
    .addHelpText('after', NOTES)
    .action(act<Options>(demo))
}

async function demo(call: Call<Options>): Promise<ExitCode> {
  const { options, terminal, say } = call
  const deadlineAt = Date.now() + seconds('--timeout', options.timeout) * 1_000
  const [{ openStage }, { stopOnSignals }, { enrollDevices }] = await Promise.all([
    import('../demo/stage.ts'),
    import('./start.ts'),
    import('../demo/devices.ts'),
  ])
  say('Starting store, gateway and worker …')
  const stage = await openStage({
    folder: options.folder,
    settings: options.set ?? [],
    env: terminal.env,
    log: (role, line) => say(readableLog(terminal, role, line)),
  })
  const signals = stopOnSignals(stage.supervisor, say)
  let devices: DemoDevices | undefined
  try {
    const programme = createProgramme(terminal)
    devices = await enrollDevices(stage.sotto, stage, `${stage.folder}/agents`, (device, what) =>
      programme.note(`${device}: ${what}`),
    )
    const code = await Promise.race([perform(stage, devices, programme, deadlineAt), cutShort(stage, deadlineAt)])
    if (options.once || code !== EXIT.OK) return code
    terminal.out.write(invitation(stage))
    await stage.supervisor.ended
    return EXIT.OK
  } finally {
    signals.close()
    await devices?.close()
    await stage.close()
  }
}

/** It ends, whatever happens: by Ctrl-C, or somewhat after the time that it was given. */
async function cutShort({ supervisor }: Stage, deadlineAt: number): Promise<never> {
  const late = setTimeoutPromise(deadlineAt - Date.now() + VERDICT_MS, 'late' as const, { ref: false })
  const why = await Promise.race([supervisor.ended, late])
  if (why === 'late')
    throw new Failure(
      EXIT.WAIT_TIMEOUT,
      'TIMEOUT',
      'The demo was not over in time. Look at the warnings above; --timeout gives it more.',
    )
  throw new Failure(EXIT.INTERRUPTED, 'STOPPED', 'The demo was stopped before it was over.')
}

/** For judging what is there when the time is up. */
const VERDICT_MS = 5_000

async function perform(
  stage: Stage,
  devices: DemoDevices,
  programme: Programme,
  deadlineAt: number,
): Promise<ExitCode> {
  const { play } = await import('../demo/play.ts')
  const events: HookEvent[] = []
  let keep = true
  const over = new AbortController()
  void stage.supervisor.ended.then(() => over.abort())
  const watch = stage.sotto.watch({
    start: 'latest',
    onGap: ({ partition, reason }) => programme.note(`events of partition ${partition} are missing (${reason})`),
  })
  const reading = (async () => {
    for await (const event of watch) {
      if (keep) events.push(event)
      programme.event(event)
    }
  })()
  const streamFailed = reading.then(() => {
    throw new Failure(EXIT.FAILED, 'STREAM_ENDED', 'The hook stream ended before the demo did. See the log above.')
  })
  // Told by the races below; between them it is nobody's yet, and would end the process.
  streamFailed.catch(() => undefined)
  await Promise.race([watch.opened(), streamFailed])
  const result = await Promise.race([
    play(stage.sotto, devices, { note: programme.note, events, over: over.signal }, deadlineAt),
    streamFailed,
  ])
  keep = false
  return programme.verdict(result.played, result.orderProblems)
}

/** What the person in front of it reads. */
type Programme = {
  event(event: HookEvent): void
  note(text: string): void
  verdict(played: Played[], orderProblems: string[]): ExitCode
}

function createProgramme(terminal: Terminal): Programme {
  const startedAt = Date.now()
  const write = (line: string) => void terminal.out.write(`${line.trimEnd()}\n`)
  const at = () => paint(terminal, 'out', 'dim', `${((Date.now() - startedAt) / 1_000).toFixed(2).padStart(6)} s`)
  return {
    event: (event) =>
      write(
        [
          at(),
          event.deviceId.padEnd(9),
          event.action.padEnd(13),
          paintStatus(terminal, event.kind, 'cancel_refused'.length),
          printable(detailOf(event)),
        ].join('  '),
      ),
    note: (text) => write(`${at()}  ${paint(terminal, 'out', 'dim', `· ${text}`)}`),
    verdict(played, orderProblems) {
      write('')
      for (const { scene, messageId, problems } of played) {
        const mark = problems.length === 0 ? paint(terminal, 'out', 'green', '✓') : paint(terminal, 'out', 'red', '✗')
        const how = problems.length === 0 ? scene.expected.join(' → ') : problems.join('; ')
        write(`${mark} ${scene.draft.action.padEnd(13)} ${scene.device.padEnd(9)} ${messageId}  ${how}`)
      }
      const inOrder = orderProblems.length === 0
      write(
        inOrder
          ? `${paint(terminal, 'out', 'green', '✓')} every hook event came, in order`
          : `${paint(terminal, 'out', 'red', '✗')} hook events: ${orderProblems.join('; ')}`,
      )
      return inOrder && played.every(({ problems }) => problems.length === 0) ? EXIT.OK : EXIT.FAILED
    },
  }
}

const invitation = ({ http, grpc, keyFile }: Stage): string => `
It stays up, and shows what happens, until Ctrl-C.

  HTTP, Socket.IO  ${http}      probes ${http}/readyz  ${http}/metrics
  gRPC             ${grpc}
  admin key        ${keyFile}

In another terminal, from this folder:

  npx sotto send lock --device kiosk-1 --wait --server ${grpc} --key-file ${keyFile}
  npx sotto watch --server ${grpc} --key-file ${keyFile}
  curl -s ${http}/sotto.v1.CommandService/Submit -H "authorization: Bearer $(cat ${keyFile})" \\
    -H 'content-type: application/json' -d '{"action":"locate","devices":["kiosk-2"]}'

`
