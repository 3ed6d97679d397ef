import type { MeetingKey } from './meeting.ts'
import type { PairId } from './people.ts'

/** The id of the note beside a meeting: the same in every panel of this device. */
export function noteIdOf(pairId: PairId, meeting: MeetingKey): string {
  // From the end: that is where the keys of one series differ.
  return `${pairId}/${meeting}`.slice(-1000)
}
