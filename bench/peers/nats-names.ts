export const NATS = {
  commands: 'COMMANDS',
  results: 'RESULTS',
  devices: 'devices',
  application: 'application',
  /** Messages that a consumer asks for at a time. */
  fetch: 1_000,
  unacknowledgedMax: 10_000,
}
