import type { Database } from './open-database.ts'
import type { PrivateStore } from './private-port.ts'
import { isDraft, isPrivateNote } from './record-shapes.ts'
import { pairIndex, privateStores } from './schema.ts'

const { drafts, notes } = privateStores

/**
 * {@link PrivateStore} over the device-only database. Records that are neither drafts nor notes are left
 * where they are and passed over.
 */
export function createPrivateStore(database: Database): PrivateStore {
  const put = (store: string, id: string, record: unknown): Promise<void> =>
    database.write([store], async (transaction) => {
      await transaction.objectStore(store).put(record, id)
    })
  const remove = (store: string, id: string): Promise<void> =>
    database.write([store], (transaction) => transaction.objectStore(store).delete(id))
  const all = (store: string): Promise<unknown[]> =>
    database.read([store], (transaction) => transaction.objectStore(store).getAll())
  const ofPair = (store: string, pairId: string): Promise<unknown[]> =>
    database.read([store], (transaction) =>
      transaction.objectStore(store).index(pairIndex).getAll(pairId),
    )

  return {
    putDraft: (draft) => put(drafts, draft.id, draft),
    async draftsOf(pairId, meeting) {
      const records = await ofPair(drafts, pairId)
      return records.filter(isDraft).filter((draft) => draft.meeting === meeting)
    },
    removeDraft: (id) => remove(drafts, id),
    allDrafts: async () => (await all(drafts)).filter(isDraft),
    putNote: (note) => (note.text === '' ? remove(notes, note.id) : put(notes, note.id, note)),
    async notesOf(pairId) {
      const records = await ofPair(notes, pairId)
      return records.filter(isPrivateNote).sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    removeNote: (id) => remove(notes, id),
    replaceNote: (oldId, note) =>
      database.write([notes], async (transaction) => {
        const store = transaction.objectStore(notes)
        await store.put(note, note.id)
        if (oldId !== note.id) await store.delete(oldId)
      }),
    allNotes: async () => (await all(notes)).filter(isPrivateNote),
    erase: (pairId) =>
      database.write([drafts, notes], async (transaction) => {
        for (const name of [drafts, notes]) {
          const store = transaction.objectStore(name)
          const keys = await store.index(pairIndex).getAllKeys(pairId)
          await Promise.all(keys.map((key) => store.delete(key)))
        }
      }),
  }
}
