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
