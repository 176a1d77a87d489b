/** What a page of the console shows, by a name that somebody gave it. */
export type ViewRecord = { name: string; address: string; shared: boolean; actor: string; savedAt: number }

/** Saved views of a tenant: `owner` is a key, or '' for those that all share. */
export type Views = {
  list(tenant: string, owners: string[]): Promise<ViewRecord[]>
  /** Replaces the one of that name; false: the owner has VIEWS_MAX others. */
  put(tenant: string, owner: string, view: ViewRecord): Promise<boolean>
  delete(tenant: string, owner: string, name: string): Promise<boolean>
}
