import { fail, ok } from '../../base/result.ts'
import type { MeetingKey } from '../../model/meeting.ts'
import { undatedMeeting } from '../../model/meeting.ts'
import type { MemberId } from '../../model/people.ts'
import { meetingRegisters } from '../roots.ts'
import { memberPattern } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import {
  describeMeeting,
  editMeeting,
  type MeetingPlace,
  standingMeetingMaps,
} from './edit-meeting.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { clearRegister, writeRegister } from './write-register.ts'

/**
 * 「1on1を終了する」: marks the meeting as ended by `member`. One of the two is enough. `missing` for what has
 * no date: it cannot end.
 */
export function endMeeting(
  replica: Replica,
  meeting: MeetingPlace,
  member: MemberId,
  nowMs: number,
): EditOutcome {
  if (meeting.key === undatedMeeting || !memberPattern.test(member)) return fail('missing')
  replica.transact(editOrigin, () => {
    describeMeeting(replica, meeting, nowMs)
    editMeeting(replica, meeting, nowMs, (map) =>
      writeRegister(map, meetingRegisters.endedPrefix + member, nowMs),
    )
  })
  return ok(undefined)
}

/** Takes the ending back, whoever of the two ended it. Who ends it again at the same time wins. */
export function reopenMeeting(replica: Replica, key: MeetingKey): void {
  replica.transact(editOrigin, () => {
    for (const map of standingMeetingMaps(replica, key)) {
      for (const register of [...map.keys()]) {
        if (register.startsWith(meetingRegisters.endedPrefix)) clearRegister(map, register)
      }
    }
  })
}

/**
 * Says that a meeting does not take place (cancelled, deleted, no longer a 1-on-1), so that what was prepared
 * for it goes on to the next one; false takes it back. Writes nothing when nothing is new.
 */
export function callOffMeeting(
  replica: Replica,
  meeting: MeetingPlace,
  isCalledOff: boolean,
  nowMs: number,
): void {
  replica.transact(editOrigin, () => {
    if (isCalledOff) {
      describeMeeting(replica, meeting, nowMs)
      editMeeting(replica, meeting, nowMs, (map) =>
        writeRegister(map, meetingRegisters.calledOff, true),
      )
      return
    }
    for (const map of standingMeetingMaps(replica, meeting.key)) {
      clearRegister(map, meetingRegisters.calledOff)
    }
  })
}
