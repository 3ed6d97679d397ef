import { segmentForMeeting } from '../document/segments.ts'
import type { PairView } from '../model/agenda.ts'
import type { MeetingTimes } from '../model/meeting-time.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentStore } from '../storage/ports.ts'
import type { DocumentHost } from './document-host.ts'
import { openRecent } from './look-back.ts'

/** Reads pair documents for a moment, without a panel. */
export interface PairViews {
  /**
   * What the stored document says now: what `openRecent` opens, and the segments of `meetings`. Null when nothing
   * of the pair is stored.
   */
  read(pairId: PairId, meetings: readonly MeetingTimes[]): Promise<PairView | null>
}

/** Builds it. */
export function createPairViews(dependencies: {
  host: DocumentHost
  documents: Pick<DocumentStore, 'segments'>
  nowMs: () => number
}): PairViews {
  return {
    async read(pairId, meetings) {
      const present = await dependencies.documents.segments(pairId)
      if (present.length === 0) return null
      const nowMs = dependencies.nowMs()
      const wanted = meetings.map((one) => segmentForMeeting(one, nowMs, present))
      const { document } = await openRecent(pairId, present, wanted, dependencies)
      try {
        return document.replica.read()
      } finally {
        document.release()
      }
    },
  }
}
