/** The part of `navigator.storage` used here; both are missing in some contexts. */
export interface PersistableStorage {
  persisted?: () => Promise<boolean>
  persist?: () => Promise<boolean>
}

/**
 * Asks the browser not to clear our data when the disk runs low. `unsupported` in a service worker, where
 * `persist` does not exist: ask from a page. Firefox may show a prompt, so ask only after a person's press.
 * https://developer.mozilla.org/docs/Web/API/StorageManager/persist
 */
export async function requestPersistence(
  storage: PersistableStorage,
): Promise<'granted' | 'refused' | 'unsupported'> {
  if (storage.persist === undefined || storage.persisted === undefined) return 'unsupported'
  return (await storage.persisted()) || (await storage.persist()) ? 'granted' : 'refused'
}
