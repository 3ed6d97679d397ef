import { beforeEach, describe, expect, it } from 'vitest'
import type { CalendarApi } from '../../lib/calendar/calendar-api.ts'
import { findPairFiles } from '../../lib/calendar/pair-attachment.ts'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import { meetingKeyOf } from '../../lib/model/meeting.ts'
import { addEvent } from '../sandbox/google/event-builders.ts'
import {
  contosoTenantId,
  workMentee,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { mentor } from '../sandbox/usual-people.ts'
import { openGoogleStageIn } from '../support/google-stage.ts'
import {
  type MicrosoftSide,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'

const signal = new AbortController().signal
const startMs = Date.parse('2026-11-25T10:00:00+09:00')
const halfHourMs = 30 * 60_000
const weekly = 'RRULE:FREQ=WEEKLY;BYDAY=WE'

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage
let ren: MicrosoftSide

beforeEach(async () => {
  stage = currentStage()
  const { entra } = stage.world.microsoft
  entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Calendars.ReadWrite'])
  ren = await stage.connect(workMentee, ['calendar'])
})

const googleSide = () => openGoogleStageIn(stage.world).connect(mentor)
const calendar = () => stage.world.microsoft.calendar

async function factsOf(api: CalendarApi): Promise<EventFacts[]> {
  const read = await api.listBetween(startMs - 1, startMs + 15 * 86_400_000, signal)
  if (read.kind !== 'found') throw new Error(read.kind)
  return read.events.map((event) => event.facts)
}
const keysOf = async (api: CalendarApi) => (await factsOf(api)).map(meetingKeyOf)

describe('a mentor in Google Calendar, a mentee in Outlook', () => {
  /** A meeting by Google, and what its invitation makes of it in Outlook. */
  function invite(recurrence: string[]): void {
    const made = addEvent(stage.world.store, {
      organizer: mentor,
      guests: [mentor, workMentee],
      title: '1on1',
      startMs,
      endMs: startMs + halfHourMs,
      recurrence,
    })
    calendar().add({
      organizer: mentor,
      organizerName: '森 つかさ',
      guests: [workMentee],
      subject: '1on1',
      startMs,
      endMs: startMs + halfHourMs,
      recurrence,
      foreignUid: made.iCalUID,
    })
  }

  it.each(['wrapped', 'plain'] as const)('have the same meeting keys (%s)', async (foreignUid) => {
    stage.world.microsoft.habits.calendar.foreignUid = foreignUid
    invite([weekly])
    const mei = await googleSide()
    const keys = await keysOf(mei.calendar)
    expect(keys.length).toBe(3)
    expect(keys[0]).toMatch(/@google\.com\|20261125T010000Z$/)
    expect(await keysOf(ren.calendar)).toEqual(keys)
  })

  it('have the same key for a single meeting', async () => {
    invite([])
    const mei = await googleSide()
    expect(await keysOf(ren.calendar)).toEqual(await keysOf(mei.calendar))
  })

  it('an occurrence alone, its series out of sight, has the key, too', async () => {
    invite([weekly])
    const [copy] = calendar().copies
    if (copy === undefined) throw new Error('no copy')
    const [first] = await factsOf(ren.calendar)
    stage.world.faults.add({
      fault: { kind: 'status', status: 404, reason: 'ErrorItemNotFound' },
      path: `/me/events/${encodeURIComponent((first?.seriesId ?? '').replaceAll('/', '-').replaceAll('+', '_'))}`,
    })
    const again = await stage.connect(workMentee, ['calendar'])
    expect(await keysOf(again.calendar)).toEqual(await keysOf(ren.calendar))
  })
})

describe('a mentor in Outlook, a mentee in Google Calendar', () => {
  it('have the same meeting keys, and the pointer leads to the mentor’s file', async () => {
    const copy = calendar().add({
      organizer: workMentee,
      guests: [mentor],
      subject: '1on1',
      startMs,
      endMs: startMs + halfHourMs,
      recurrence: [weekly],
    })
    const iCalUID = calendar().iCalUIdOf({ copy, originalMs: null })
    const made = addEvent(stage.world.store, {
      organizer: mentor,
      guests: [mentor, workMentee],
      title: '1on1',
      startMs,
      endMs: startMs + halfHourMs,
      recurrence: [weekly],
    })
    // The invitation's UID is kept by Google as it came.
    stage.world.store.calendar.put({ ...made, iCalUID })
    const mei = await googleSide()
    expect(await keysOf(ren.calendar)).toEqual(await keysOf(mei.calendar))
    const fileId = '1AbCdEfGhIjKlMnOpQrStUvWxYz'
    const fileUrl = `https://drive.google.com/file/d/${fileId}/view?usp=drivesdk`
    const file = { fileId, fileUrl, title: '1-on-1.md', mimeType: 'text/markdown' }
    const [first] = await factsOf(ren.calendar)
    const eventId = first?.eventId ?? ''
    expect(await ren.calendar.attach(null, eventId, file, signal)).toEqual({ kind: 'attached' })
    const read = await ren.calendar.get(null, eventId, signal)
    if (read.kind !== 'found') throw new Error(read.kind)
    expect(findPairFiles(read.event.attachments)).toEqual([
      { provider: 'google', fileId, url: fileUrl },
    ])
  })
})
