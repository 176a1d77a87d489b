/** What `sotto` ends with. docs/operations.md has the same table. */
export const EXIT = {
  /** Done; with --wait: every message succeeded. */
  OK: 0,
  /** A message ended as anything but succeeded, a check found something wrong, or something failed unexpectedly. */
  FAILED: 1,
  /** The command line, or a value that the server can not take. */
  USAGE: 2,
  /** No server answers, or it can not be trusted. */
  UNREACHABLE: 3,
  /** No key, a key that is not valid, or one that lacks the scope. */
  NOT_PERMITTED: 4,
  /** Nothing by this identifier. */
  NOT_FOUND: 5,
  /** --timeout passed before everything was final. It goes on. */
  WAIT_TIMEOUT: 6,
  /** A limit: wait, or ask for less. */
  LIMITED: 7,
  /** The state of things does not allow it: unknown or revoked device, an idempotency key used for something else, … */
  REFUSED: 8,
  /** Hook events are missing and will not come. */
  GAP: 9,
  /** `sotto start`: a setting is wrong (sysexits' EX_CONFIG). */
  CONFIGURATION: 78,
  /** Ended by Ctrl-C before it was done. */
  INTERRUPTED: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
