import { describe, expect, it } from 'vitest'
import { alignMeeting } from '../../../lib/background/align-meeting.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { describeMeeting } from '../../../lib/document/edits/edit-meeting.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { segmentForMeeting } from '../../../lib/document/segments.ts'
import { type MeetingKey, meetingKeyOf } from '../../../lib/model/meeting.ts'
import { factsOf } from '../../support/event-facts.ts'
import { seededRandom } from '../../support/replica-world.ts'

const startMs = new Date(2026, 11, 1, 10).getTime()
const day = '2026-12-01'
const pairId = 'a'.repeat(32)
const [mentee, mentor] = ['1'.repeat(16), '2'.repeat(16)]
const uid: MeetingKey = 'weekly@google.com|20261201T010000Z'
const ofDay: MeetingKey = `day|${day}`

function openReplica() {
  const replica = createReplica({ pairId, random: seededRandom(7) })
  const write = (key: MeetingKey, owner: string, kind: 'work' | 'career', atMs: number | null) => {
    const meeting = { key, startMs: atMs, day: atMs === null ? day : null }
    pickTopic(replica, { meeting, owner, kind, suffix: null, nowMs: startMs })
    describeMeeting(replica, meeting, startMs)
  }
  return { replica, write }
}

const shown = { title: '', endMs: null, whenText: '', isPartnerDeclined: false }

describe('a meeting that one side knows by its day alone', () => {
  it('has a key that both sides of Outlook’s page come to, in the year of its day', () => {
    const none = { iCalUid: null, startMs: null, seriesId: null }
    const facts = factsOf('AAMkAGI2', 0, { host: 'outlook', source: 'dom', ...none, day })
    expect(meetingKeyOf(facts)).toBe(ofDay)
    expect(meetingKeyOf({ ...facts, eventId: 'another mailbox' })).toBe(ofDay)
    expect(segmentForMeeting({ key: ofDay, startMs: null, day: null }, 0)).toBe('y2026')
  })

  it('is read as the one meeting of that day, whoever wrote first', () => {
    const { replica, write } = openReplica()
    write(ofDay, mentor, 'work', null)
    expect(replica.read().meetings.map((one) => one.key)).toEqual([ofDay])
    write(uid, mentee, 'career', startMs)
    const [meeting, ...others] = replica.read().meetings
    expect(others).toEqual([])
    expect(meeting?.key).toBe(uid)
    expect(meeting?.topics.map((one) => [one.kind, one.meeting]).sort()).toEqual([
      ['career', uid],
      ['work', uid],
    ])
    // Picking the same kind again finds what stands, and makes no second one.
    write(uid, mentor, 'work', startMs)
    expect(replica.read().meetings[0]?.topics).toHaveLength(2)
  })

  it('stays apart where the day has several meetings', () => {
    const { replica, write } = openReplica()
    write(uid, mentee, 'career', startMs)
    write('second@google.com|', mentee, 'work', startMs + 3_600_000)
    write(ofDay, mentor, 'work', null)
    expect(replica.read().meetings).toHaveLength(3)
  })
})

describe('the key a panel writes under', () => {
  const knownUid = { key: uid, startMs, day: null }
  const knownDay = { key: ofDay, startMs: null, day }
  const fromPage = { ...shown, key: ofDay, startMs: null, day }
  const fromCalendar = { ...shown, key: uid, startMs, day: null }

  it.each<
    [string, typeof fromPage | typeof fromCalendar, (typeof knownUid | typeof knownDay)[], string]
  >([
    ['its own in an empty document', fromPage, [], ofDay],
    ['the calendar’s, where the other side told it', fromPage, [knownUid], uid],
    ['the day’s, where the other side knows no more', fromCalendar, [knownDay], ofDay],
    ['its own, where the document has it', fromCalendar, [knownUid], uid],
    ['its own of two on one day', fromPage, [knownUid, { ...knownUid, key: 'b|' }], ofDay],
  ])('is %s', (_what, meeting, known, key) => {
    expect(alignMeeting(meeting, known)).toBe(key)
  })
})
