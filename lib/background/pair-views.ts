import { segmentsOfOpenPromises } from '../document/open-promises.ts'
import { segmentForMeeting, segmentsToOpen } from '../document/segments.ts'
import type { PairView } from '../model/agenda.ts'
import type { MeetingTimes } from '../model/meeting-time.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentStore } from '../storage/ports.ts'
import type { DocumentHost } from './document-host.ts'

/** Reads pair documents for a moment, without a panel. */
export interface PairViews {
  /**
   * What the stored document says now: the segments every opening needs, those of open promises, and those of `meetings`. Null when
   * nothing of the pair is stored.
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
      const wanted = [
        ...segmentsToOpen(present, nowMs),
        ...meetings.map((one) => segmentForMeeting(one, nowMs, present)),
      ]
      const segments = [...new Set(wanted)].filter((one) => present.includes(one))
      const document = await dependencies.host.open(pairId, segments)
      try {
        for (const segment of segmentsOfOpenPromises(document.replica)) {
          if (present.includes(segment)) await document.ensureSegment(segment)
        }
        return document.replica.read()
      } finally {
        document.release()
      }
    },
  }
}
