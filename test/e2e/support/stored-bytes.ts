import type { Person } from './person.ts'
import { waitFor } from './wait-for.ts'

/** Bytes that were put aside, as UTF-8 text, with the reason; read from the person's own disk. */
export async function quarantineOf(person: Person): Promise<{ reason: string; text: string }[]> {
  const worker = await waitFor('the worker', async () => person.context.serviceWorkers()[0])
  return worker.evaluate(
    () =>
      new Promise<{ reason: string; text: string }[]>((resolve, reject) => {
        const opening = indexedDB.open('yohaku')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const asked = opening.result
            .transaction('quarantine')
            .objectStore('quarantine')
            .getAll() as IDBRequest<{ reason: string; bytes: Uint8Array }[]>
          asked.onerror = () => reject(asked.error)
          asked.onsuccess = () => {
            opening.result.close()
            resolve(
              asked.result.map(({ reason, bytes }) => ({
                reason,
                text: new TextDecoder().decode(bytes),
              })),
            )
          }
        }
      }),
  )
}

/** Everything in the extension's databases as text; Yjs keeps strings as UTF-8. */
export async function everythingOn(person: Person): Promise<string> {
  const worker = await waitFor('the worker', async () => person.context.serviceWorkers()[0])
  return worker.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const parts: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await ask(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        for (const record of await ask(database.transaction(store).objectStore(store).getAll())) {
          parts.push(JSON.stringify(record))
          const bytes: unknown = record?.bytes
          if (bytes instanceof Uint8Array) parts.push(new TextDecoder().decode(bytes))
        }
      }
      database.close()
    }
    return parts.join('\n')
  })
}

/** Everything in the extension's storage areas as text: settings and accounts, tokens, what tabs show. */
export async function areasOf(person: Person): Promise<string> {
  const worker = await waitFor('the worker', async () => person.context.serviceWorkers()[0])
  return worker.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: Record<'local' | 'session', { get(keys: null): Promise<object> }> }
    }
    const { local, session } = chrome.storage
    return JSON.stringify([await local.get(null), await session.get(null)])
  })
}
