import type { Draft, EventKind } from '@sotto/sdk'
import type { DeviceId } from './devices.ts'

/** One silent action, and what its life must look like. */
export type Scene = {
  title: string
  device: DeviceId
  /** The device is off when the command is accepted, and comes back later. */
  offline?: true
  draft: Draft
  /** The kinds of its events, in order; `progress` stands for one or more. */
  expected: EventKind[]
}

export const SCENES: Scene[] = [
  {
    title: 'succeeds at once',
    device: 'kiosk-1',
    draft: { action: 'lock', params: { until: 'morning' } },
    expected: ['queued', 'sent', 'received', 'succeeded'],
  },
  {
    title: 'shows progress',
    device: 'kiosk-1',
    draft: { action: 'update', params: { version: '2.4' } },
    expected: ['queued', 'sent', 'received', 'progress', 'succeeded'],
  },
  {
    title: 'waits for a device that is off',
    device: 'kiosk-2',
    offline: true,
    draft: { action: 'locate' },
    expected: ['queued', 'sent', 'received', 'succeeded'],
  },
  {
    title: 'interrupts the host application and runs a hook program',
    device: 'sensor-1',
    draft: {
      action: 'collect-logs',
      params: { since: '1h' },
      hook: { program: 'report', arguments: ['--brief'], interrupt: true },
    },
    expected: ['queued', 'sent', 'received', 'succeeded'],
  },
]
