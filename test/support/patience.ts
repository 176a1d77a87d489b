/** How long a test waits for what comes soon, unless it never comes: on a machine that is slow for an hour, soon is far. */
export const PATIENCE_MS = 60_000
