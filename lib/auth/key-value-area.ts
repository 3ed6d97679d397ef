/** The part of `browser.storage.StorageArea` that tokens and accounts are kept with. */
export interface KeyValueArea {
  get(keys: string[]): Promise<Record<string, unknown>>
  set(items: Record<string, unknown>): Promise<void>
  remove(keys: string[]): Promise<void>
}
