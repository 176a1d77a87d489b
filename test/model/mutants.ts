import type { Messages } from '../../core/ports/messages.ts'
import type { Mutant } from './run.ts'
import type { Ports } from './world.ts'

const messages = (change: (real: Messages, ports: Ports) => Partial<Messages>): Mutant => ({
  ports: (ports) => ({ messages: { ...ports.messages, ...change(ports.messages, ports) } }),
})

/** Stores that break the contract, each in one point. */
export const MUTANTS: Record<string, Mutant> = {
  '[M10] a window that is not kept': { settings: { windowPerChannel: 200 } },
  '[M8] attempts without end': { settings: { attemptsMax: 100 } },
  '[M8] a backoff beyond its ceiling': { settings: { retryBaseMs: 600_000, retryCapMs: 600_000 } },
  '[M5] a grace without end': { settings: { lateGraceSeconds: 2_592_000 } },
  '[B1] a backlog that is not bounded': { settings: { openPerDeviceMax: 10_000 } },
  '[M7] clocks that are not looked at': messages(() => ({
    sweep: async () => ({ kick: 0, handled: 0, more: false }),
  })),
  '[M7] only a part of what has ended is found': messages((real) => ({
    sweep: async (place) => ({ ...(await real.sweep(place, 1)), more: false }),
  })),
  '[M6] jobs that nobody is asked to queue': messages((real) => ({
    submit: async (...given) => ({ ...(await real.submit(...given)), kick: 0 }),
    sweep: async (...given) => ({ ...(await real.sweep(...given)), kick: 0 }),
  })),
  '[S3] channels that are not fenced': messages((real, { devices }) => ({
    async report(place, reports) {
      const live = await Promise.all(reports.map(({ device }) => devices.get(place, device)))
      return await real.report(
        place,
        reports.map((report, i) => ({ ...report, channel: live[i]?.channel ?? report.channel })),
      )
    },
  })),
  '[S4] sessions that are not looked at': messages((real, { devices }) => ({
    async report(place, reports) {
      const live = await Promise.all(reports.map(({ device }) => devices.get(place, device)))
      return await real.report(
        place,
        reports.map((report, i) => ({ ...report, session: live[i]?.session ?? report.session })),
      )
    },
  })),
  '[M4] a second result is taken for a repetition': messages((real) => ({
    async report(place, reports) {
      const { answers, kick } = await real.report(place, reports)
      return { kick, answers: answers.map((answer) => (answer === 'CONFLICT' ? 'repeated' : answer)) }
    },
  })),
  '[M2] what the device said is answered and not stored': messages((real) => ({
    report: async (place, reports) =>
      reports.length > 2 ? { answers: reports.map(() => 'stored' as const), kick: 0 } : real.report(place, reports),
  })),
  '[M9] messages that are sent in another order': messages((real) => ({
    async claim(place, itemsMax) {
      const claim = await real.claim(place, itemsMax)
      return { ...claim, messages: claim.messages.reverse() }
    },
  })),
  '[M12] cancels that are lost on the way': messages((real) => ({
    claim: async (...given) => ({ ...(await real.claim(...given)), cancels: [] }),
  })),
  '[S5] a device that is enrolled again keeps its epoch': {
    ports: ({ devices }) => ({
      devices: {
        ...devices,
        enroll: async (place, device, _key, labels) => devices.enroll(place, device, Buffer.alloc(32, 1), labels),
      },
    }),
  },
}
