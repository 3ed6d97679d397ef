import { fromBase64 } from '../../../lib/base/bytes.ts'
import { viewHash } from '../../../lib/document/canonical-content.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { decodeFile } from '../../../lib/document/file-format/decode-file.ts'
import type { PairView } from '../../../lib/model/agenda.ts'
import { syncSha256 } from '../../support/sync-gzip.ts'
import type { Person } from './person.ts'
import { waitFor } from './wait-for.ts'

/** What one place holds of the pair: a device's database, or the shared file. */
export interface StoredRecord {
  /** Hash of everything a segment says, by segment; null where the file does not say. */
  segments: Record<string, string | null>
}

/** What a person's own disk holds of the one pair they have; what a pair left behind when it moved is not read. */
export async function recordOn(person: Person): Promise<StoredRecord & { view: PairView }> {
  const worker = await waitFor('the worker', async () => person.context.serviceWorkers()[0])
  const { updates, moved } = await worker.evaluate(
    () =>
      new Promise<{
        updates: { pairId: string; segment: string; base64: string }[]
        moved: string[]
      }>((resolve, reject) => {
        const opening = indexedDB.open('yohaku')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const reading = database.transaction(['updates', 'pairs'])
          const found: { pairId: string; segment: string; base64: string }[] = []
          const left: string[] = []
          reading.objectStore('pairs').openCursor().onsuccess = ({ target }) => {
            const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
            if (cursor === null) return
            if (cursor.value.movedTo !== undefined) left.push(cursor.value.pairId)
            cursor.continue()
          }
          reading.objectStore('updates').openCursor().onsuccess = ({ target }) => {
            const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
            if (cursor === null) return
            const [pairId, segment] = cursor.key as [string, string, number]
            const bytes: Uint8Array = cursor.value.bytes
            const base64 = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
            found.push({ pairId, segment, base64 })
            cursor.continue()
          }
          reading.onerror = () => reject(reading.error)
          reading.oncomplete = () => {
            database.close()
            resolve({ updates: found, moved: left })
          }
        }
      }),
  )
  const stored = updates.filter(({ pairId }) => !moved.includes(pairId))
  const pairIds = [...new Set(stored.map(({ pairId }) => pairId))]
  const [pairId] = pairIds
  if (pairId === undefined || pairIds.length > 1) throw new Error(`${pairIds.length} pairs on disk`)
  const replica = createReplica({ pairId })
  for (const { segment, base64 } of stored) {
    const bytes = fromBase64(base64)
    if (bytes === null || !replica.load(segment, [bytes]).ok) throw new Error('damaged on disk')
  }
  const segments: StoredRecord['segments'] = {}
  for (const segment of replica.segments().sort()) {
    segments[segment] = await viewHash(replica, segment, syncSha256)
  }
  const view = replica.read()
  replica.destroy()
  return { segments, view }
}

/** What a shared file of ours holds, by its bytes. */
export async function recordInBytes(bytes: Uint8Array): Promise<StoredRecord> {
  const decoded = await decodeFile(new Uint8Array(bytes), null, { sha256: syncSha256 })
  if (!decoded.ok) throw new Error(`a bad file: ${decoded.error.reason}`)
  const segments: StoredRecord['segments'] = {}
  for (const { id, view } of decoded.value.segments.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    segments[id] = view
  }
  return { segments }
}
