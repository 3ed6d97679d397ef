import type { Sha256 } from '../base/hash.ts'
import type { PairView } from '../model/agenda.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { PairId } from '../model/people.ts'
import type { MeetingMarkStore, PairRecord, PairStore } from '../storage/ports.ts'
import type { PairViews } from './pair-views.ts'
import { fingerprintNews, hasMarkedSeen, partnerTopics } from './partner-news.ts'

/** Knows what this person has had before their eyes, on this device. Nothing of it is shared. */
export interface SeenKeeper {
  /** A panel shows this meeting now. */
  noteShown(pairId: PairId, meeting: MeetingKey): Promise<void>
  /**
   * `seen`: nothing is new since it was on screen, or since "seen" was pressed. `news`: the partner brought
   * something that was not. `untouched`: never on screen, and nothing brought.
   */
  stateOf(record: PairRecord, meeting: MeetingKey): Promise<SeenState>
  /** The same from a view that was read already; null where nothing of the pair is stored. */
  stateIn(view: PairView | null, record: PairRecord, meeting: MeetingKey): Promise<SeenState>
}

/** See {@link SeenKeeper.stateOf}. */
export type SeenState = 'seen' | 'news' | 'untouched'

/** Builds it. */
export function createSeenKeeper(dependencies: {
  pairs: PairStore
  marks: MeetingMarkStore
  views: PairViews
  sha256: Sha256
  nowMs: () => number
}): SeenKeeper {
  const { pairs, marks, views, sha256, nowMs } = dependencies
  const read = (pairId: PairId, key: MeetingKey) =>
    views.read(pairId, [{ key, startMs: null, day: null }])
  const stateIn: SeenKeeper['stateIn'] = async (view, record, meeting) => {
    const self = record.self.id
    const brought = partnerTopics(view, meeting, self)
    const mark = await marks.get(record.pairId, meeting)
    if (mark !== null && mark.seenNews === (await fingerprintNews(brought, sha256))) return 'seen'
    if (hasMarkedSeen(view, meeting, self, nowMs())) return 'seen'
    return brought.length === 0 ? 'untouched' : 'news'
  }
  return {
    async noteShown(pairId, meeting) {
      const record = await pairs.get(pairId)
      if (record === null) return
      const view = await read(pairId, meeting)
      const seenNews = await fingerprintNews(partnerTopics(view, meeting, record.self.id), sha256)
      const openedMs = nowMs()
      await marks.update(pairId, meeting, (mark) =>
        mark !== null && mark.openedMs !== null && mark.seenNews === seenNews
          ? null
          : {
              ...mark,
              openedMs,
              seenNews,
              remindedStartMs: mark?.remindedStartMs ?? null,
              updatedMs: openedMs,
            },
      )
    },

    stateOf: async (record, meeting) =>
      stateIn(await read(record.pairId, meeting), record, meeting),
    stateIn,
  }
}
