import type { MeetingKey } from '../../model/meeting.ts'
import type { MemberId } from '../../model/people.ts'
import { internalsOf } from '../replica-internals.ts'
import { meetingMap, meetingRegisters, rootPrefixes } from '../roots.ts'
import { segmentForMeeting } from '../segments.ts'
import { escapeKey } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { editOrigin } from './edit-outcome.ts'
import { writeRegister } from './write-register.ts'

/** A meeting as far as the writing side knows it. */
export interface MeetingPlace {
  key: MeetingKey
  startMs: number | null
  day: string | null
}

/**
 * Writes when a meeting is, for the readable part of the file and for the partner's list. Null leaves what
 * is known. Writes nothing when nothing is new.
 */
export function describeMeeting(replica: Replica, meeting: MeetingPlace, nowMs: number): void {
  if (meeting.startMs === null && meeting.day === null) return
  const describe = (map: ReturnType<typeof meetingMap>): void => {
    if (meeting.startMs !== null) writeRegister(map, meetingRegisters.startMs, meeting.startMs)
    if (meeting.day !== null) writeRegister(map, meetingRegisters.day, meeting.day)
  }
  replica.transact(editOrigin, () => {
    editMeeting(replica, meeting, nowMs, describe)
    // A single event moved across a new year stands in two segments: an old start must not contradict.
    for (const map of standingMeetingMaps(replica, meeting.key)) describe(map)
  })
}

/** Marks the meeting's agenda as seen by `member` at `nowMs`; only ever called by that person's own press. */
export function markSeen(
  replica: Replica,
  meeting: MeetingPlace,
  member: MemberId,
  nowMs: number,
): void {
  editMeeting(replica, meeting, nowMs, (map) =>
    writeRegister(map, meetingRegisters.seenPrefix + member, nowMs),
  )
}

/** The registers of a meeting in every loaded segment that has any. */
export function standingMeetingMaps(
  replica: Replica,
  key: MeetingKey,
): ReturnType<typeof meetingMap>[] {
  const root = rootPrefixes.meeting + escapeKey(key)
  return [...internalsOf(replica).docs()]
    .filter(([, doc]) => doc.share.has(root))
    .map(([, doc]) => meetingMap(doc, key))
    .filter((map) => map.size > 0)
}

/** Runs one edit of a meeting's registers, in the segment it belongs to. */
export function editMeeting(
  replica: Replica,
  meeting: MeetingPlace,
  nowMs: number,
  edit: (map: ReturnType<typeof meetingMap>) => void,
): void {
  const segment = segmentForMeeting(meeting, nowMs, replica.segments())
  replica.transact(editOrigin, () => {
    const doc = internalsOf(replica).docToWrite(segment)
    doc.transact(() => edit(meetingMap(doc, meeting.key)))
  })
}
