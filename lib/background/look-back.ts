import { segmentsOfOpenPromises } from '../document/open-promises.ts'
import { segmentForMeeting, segmentsToOpen, segmentToLookBack } from '../document/segments.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentHost, HostedDocument } from './document-host.ts'

/**
 * Opens a pair's document with the stored segments that show what the two have now: those every opening needs,
 * `wanted`, those of open promises, and, where all of that is still to come, the year of their last 1-on-1: who
 * pauses for half a year finds what they left. The caller releases the document.
 */
export async function openRecent(
  pairId: PairId,
  present: readonly string[],
  wanted: readonly string[],
  dependencies: { host: DocumentHost; nowMs: () => number },
): Promise<{ document: HostedDocument; segments: string[] }> {
  const nowMs = dependencies.nowMs()
  const isStored = (segment: string): boolean => present.includes(segment)
  const segments = new Set([...segmentsToOpen(present, nowMs), ...wanted].filter(isStored))
  const document = await dependencies.host.open(pairId, [...segments])
  try {
    const add = async (more: readonly string[]): Promise<void> => {
      for (const segment of more.filter(isStored)) {
        await document.ensureSegment(segment)
        segments.add(segment)
      }
    }
    await add(segmentsOfOpenPromises(document.replica))
    // Reading takes time: only where there is a year to be found.
    if (segmentToLookBack([], present, [...segments], nowMs) !== null) {
      const meetings = document.replica
        .read()
        .meetings.filter((meeting) => segments.has(segmentForMeeting(meeting, nowMs, present)))
      const back = segmentToLookBack(meetings, present, [...segments], nowMs)
      if (back !== null) await add([back])
    }
    return { document, segments: [...segments] }
  } catch (thrown) {
    document.release()
    throw thrown
  }
}
