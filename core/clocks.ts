/** [M7] The four clocks of a command, seconds. */
export type Clocks = { deliverBy: number; ackBy: number; lease: number; completeBy: number }

export const CLOCK_DEFAULTS: Clocks = { deliverBy: 86_400, ackBy: 10, lease: 60, completeBy: 900 }
export const CLOCK_MAXIMA: Clocks = { deliverBy: 2_592_000, ackBy: 300, lease: 43_200, completeBy: 43_200 }
