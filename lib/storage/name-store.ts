import type { NamedPeople } from '../model/named-people.ts'
import type { Database } from './open-database.ts'
import type { NameStore } from './ports.ts'
import { isNamedPeople } from './record-shapes.ts'
import { stores } from './schema.ts'

const { names } = stores

/** {@link NameStore} over IndexedDB. A damaged record counts as absent. */
export function createNameStore(database: Database): NameStore {
  return {
    async list() {
      const records: unknown[] = await database.read([names], (transaction) =>
        transaction.objectStore(names).getAll(),
      )
      return records.filter(isNamedPeople)
    },
    update: (place, change) =>
      database.write([names], async (transaction) => {
        const store = transaction.objectStore(names)
        const record: unknown = await store.get(place)
        const next: NamedPeople = change(isNamedPeople(record) ? record : null)
        await store.put(next, place)
        return next
      }),
  }
}
