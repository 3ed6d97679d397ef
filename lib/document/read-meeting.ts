import type * as Y from 'yjs'
import type { MeetingView, MemberMark } from '../model/agenda.ts'
import { parseDay } from '../model/calendar-day.ts'
import type { ResolveMember } from './read-memos.ts'
import { readFlag, readInstant, readString } from './read-registers.ts'
import { meetingRegisters } from './roots.ts'
import { memberPattern } from './topic-id.ts'

/** A meeting of which nothing is known yet. */
export function emptyMeeting(key: string): MeetingView {
  return {
    key,
    startMs: null,
    day: null,
    topics: [],
    memos: [],
    seen: [],
    ended: [],
    isCalledOff: false,
  }
}

/**
 * Adds what one segment says about a meeting. The same meeting may stand in two segments after it moved
 * across a new year; then the later mark of a member counts.
 */
export function readMeetingInto(
  meeting: MeetingView,
  map: Y.Map<unknown>,
  resolve: ResolveMember,
): void {
  meeting.startMs = readInstant(map, meetingRegisters.startMs) ?? meeting.startMs
  meeting.day = parseDay(readString(map, meetingRegisters.day, 10) ?? '') ?? meeting.day
  meeting.isCalledOff ||= readFlag(map, meetingRegisters.calledOff)
  for (const register of map.keys()) {
    readMark(meeting.seen, map, register, meetingRegisters.seenPrefix, resolve)
    readMark(meeting.ended, map, register, meetingRegisters.endedPrefix, resolve)
  }
}

function readMark(
  marks: MemberMark[],
  map: Y.Map<unknown>,
  register: string,
  prefix: string,
  resolve: ResolveMember,
): void {
  if (!register.startsWith(prefix)) return
  const name = register.slice(prefix.length)
  const atMs = readInstant(map, register)
  if (!memberPattern.test(name) || atMs === null) return
  const member = resolve(name)
  const known = marks.find((mark) => mark.member === member)
  if (known === undefined) marks.push({ member, atMs })
  else known.atMs = Math.max(known.atMs, atMs)
}
