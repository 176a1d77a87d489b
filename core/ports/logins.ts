/** A person's login with an API key, as a browser holds it. */
export type LoginRecord = { keyId: string; startedAt: number; endsAt: number }

/** Logins by the SHA-256 of the cookie's secret, so that every node knows them and the store can not give them away. */
export type Logins = {
  /** A key has at most LOGINS_PER_KEY_MAX: the oldest ends. */
  put(secretSha256: string, login: LoginRecord): Promise<void>
  /** Undefined: there is none, or it has ended. */
  get(secretSha256: string): Promise<LoginRecord | undefined>
  end(secretSha256: string): Promise<void>
}
