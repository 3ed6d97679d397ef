import type { MeetingKey } from './meeting.ts'
import type { PairId } from './people.ts'

/**
 * The id of the note beside a meeting, or beside a topic wherever it stands: the same in every panel of this
 * device.
 */
export function noteIdOf(
  pairId: PairId,
  meeting: MeetingKey,
  topicId: string | null = null,
): string {
  // From the end: that is where the keys of one series differ.
  return `${pairId}/${topicId === null ? meeting : `topic/${topicId}`}`.slice(-1000)
}
