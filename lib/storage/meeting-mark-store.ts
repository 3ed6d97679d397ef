import type { Database } from './open-database.ts'
import type { MeetingMarkStore } from './ports.ts'
import { isMeetingMark } from './record-shapes.ts'
import { stores } from './schema.ts'

const { meetingMarks } = stores

/** {@link MeetingMarkStore} over IndexedDB. A damaged mark counts as absent. */
export function createMeetingMarkStore(database: Database): MeetingMarkStore {
  return {
    async get(pairId, meeting) {
      const record: unknown = await database.read([meetingMarks], (transaction) =>
        transaction.objectStore(meetingMarks).get([pairId, meeting]),
      )
      return isMeetingMark(record) ? record : null
    },

    update: (pairId, meeting, change) =>
      database.write([meetingMarks], async (transaction) => {
        const store = transaction.objectStore(meetingMarks)
        const record: unknown = await store.get([pairId, meeting])
        const standing = isMeetingMark(record) ? record : null
        const next = change(standing)
        if (next === null) return standing
        const mark = { ...next, pairId, meeting }
        await store.put(mark, [pairId, meeting])
        return mark
      }),

    forgetBefore: (ms) =>
      database.write([meetingMarks], async (transaction) => {
        const store = transaction.objectStore(meetingMarks)
        for (const key of await store.getAllKeys()) {
          const record: unknown = await store.get(key)
          if (!isMeetingMark(record) || record.updatedMs < ms) await store.delete(key)
        }
      }),
  }
}
