import { beforeEach, describe, expect, it } from 'vitest'
import type { CalendarEvent } from '../../lib/calendar/calendar-api.ts'
import { findPairFiles } from '../../lib/calendar/pair-attachment.ts'
import { insertPairEvent, weekly } from '../support/google-pair-event.ts'
import { type GoogleSide, type GoogleStage, useGoogleStage } from '../support/google-stage.ts'
import { listEvents, readEvent } from '../support/read-calendar.ts'

const signal = new AbortController().signal
const fileId = '1AbCdEfGhIjKlMnOpQrStUvWxYz'
const attachment = {
  fileId,
  fileUrl: `https://drive.google.com/file/d/${fileId}/view?usp=drivesdk`,
  title: '1-on-1.md',
  mimeType: 'text/markdown',
}

const currentStage = useGoogleStage()
let stage: GoogleStage
let mei: GoogleSide
let ren: GoogleSide

beforeEach(async () => {
  stage = currentStage()
  mei = await stage.connect('mentor@example.com')
  ren = await stage.connect('mentee@example.com')
})

describe('attaching', () => {
  const fileIdsOf = (event: CalendarEvent) =>
    findPairFiles(event.attachments).map((one) => one.fileId)

  it('attaches to a single event for both, keeps what was there, and mails nobody', async () => {
    const plan = { fileUrl: 'https://example.com/plan', title: 'Plan', mimeType: 'text/html' }
    const eventId = await insertPairEvent(mei, ren, { attachments: [plan] })
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'attached',
    })
    for (const side of [mei, ren]) {
      const { attachments } = await readEvent(side, eventId)
      expect(attachments.map((one) => one.title)).toEqual(['Plan', '1-on-1.md'])
      expect(findPairFiles(attachments).map((one) => one.fileId)).toEqual([fileId])
    }
    expect(stage.requests('sendUpdates=none', 'PATCH').length).toBe(1)
    expect(stage.google.mails).toEqual([])
  })

  it('attaches to the series from any occurrence; the partner sees it on all', async () => {
    await insertPairEvent(mei, ren, weekly)
    const occurrence = (await listEvents(mei, 40))[2]?.facts.eventId ?? ''
    expect(await mei.calendar.attach(null, occurrence, attachment, signal)).toEqual({
      kind: 'attached',
    })
    expect((await listEvents(ren, 40)).map(fileIdsOf)).toEqual([
      [fileId],
      [fileId],
      [fileId],
      [fileId],
    ])
  })

  it('writes nothing when the file is there already', async () => {
    const eventId = await insertPairEvent(mei, ren)
    await mei.calendar.attach(null, eventId, attachment, signal)
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'attached',
    })
    expect(await ren.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'attached',
    })
    expect(stage.requests('/events/', 'PATCH').length).toBe(1)
  })

  it('does not write as a guest: it would show on the guest’s copy alone', async () => {
    const eventId = await insertPairEvent(mei, ren)
    expect(await ren.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'not-organizer',
    })
    expect(stage.requests('/events/', 'PATCH')).toEqual([])
  })

  it('writes as a guest who may modify', async () => {
    const eventId = await insertPairEvent(mei, ren, { ...weekly, guestsCanModify: true })
    expect((await readEvent(ren, eventId)).canAttach).toBe(true)
    expect(await ren.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'attached',
    })
    expect((await listEvents(mei, 40)).map(fileIdsOf)).toEqual([
      [fileId],
      [fileId],
      [fileId],
      [fileId],
    ])
  })

  it('stops at 25', async () => {
    const attachments = Array.from({ length: 25 }, (_, at) => ({
      fileUrl: `https://example.com/${at}`,
      title: `${at}`,
    }))
    const eventId = await insertPairEvent(mei, ren, { attachments })
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual({ kind: 'full' })
    expect((await readEvent(mei, eventId)).attachments.length).toBe(25)
  })

  it('reads again when somebody changed the event meanwhile, and keeps both changes', async () => {
    const eventId = await insertPairEvent(mei, ren)
    const slow = stage.world.faults.add({
      fault: { kind: 'latency', delayMs: 60 },
      method: 'PATCH',
      account: mei.email,
      times: 1,
    })
    const attaching = mei.calendar.attach(null, eventId, attachment, signal)
    await stage.until(() => slow.hits() === 1)
    const stored = stage.google.calendar.find(mei.email, eventId)
    if (stored === null) throw new Error('no event')
    const other = { fileUrl: 'https://example.com/other', title: 'Other' }
    const content = { ...stored.content, attachments: [other] }
    stage.google.calendar.publish({ ...stored, content })
    expect(await attaching).toEqual({ kind: 'attached' })
    const { attachments } = await readEvent(ren, eventId)
    expect(attachments.map((one) => one.title)).toEqual(['Other', '1-on-1.md'])
    expect(stage.requests('/events/', 'PATCH').length).toBe(2)
  })

  it('gives up on an event that never rests', async () => {
    const eventId = await insertPairEvent(mei, ren)
    stage.world.faults.add({ fault: { kind: 'status', status: 412 }, method: 'PATCH' })
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'unavailable',
    })
    expect(stage.requests('/events/', 'PATCH').length).toBe(4)
  })

  it.each([
    ['403 forbiddenForNonOrganizer', 403, 'forbiddenForNonOrganizer', { kind: 'not-organizer' }],
    ['403 rate', 403, 'rateLimitExceeded', { kind: 'throttled', retryAfterMs: null }],
    ['429', 429, '', { kind: 'throttled', retryAfterMs: null }],
    ['404', 404, '', { kind: 'gone' }],
    ['410', 410, 'deleted', { kind: 'gone' }],
    ['400', 400, '', { kind: 'rejected', status: 400 }],
    ['500', 500, '', { kind: 'unavailable' }],
    ['503', 503, '', { kind: 'unavailable' }],
  ])('reads a refused write: %s', async (_name, status, reason, expected) => {
    const eventId = await insertPairEvent(mei, ren)
    stage.world.faults.add({ fault: { kind: 'status', status, reason }, method: 'PATCH' })
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual(expected)
  })

  it('believes the event, not the answer: a write that did not take', async () => {
    stage.google.habits.calendar.guestWrites = 'ignored'
    const eventId = await insertPairEvent(mei, ren, { guestsCanModify: true })
    // Between reading and writing, the right to modify is taken away, on the guest's own copy only.
    const stored = stage.google.calendar.find(ren.email, eventId)
    if (stored === null) throw new Error('no event')
    const slow = stage.world.faults.add({
      fault: { kind: 'latency', delayMs: 60 },
      method: 'PATCH',
      times: 1,
    })
    const attaching = ren.calendar.attach(null, eventId, attachment, signal)
    await stage.until(() => slow.hits() === 1)
    stage.google.calendar.put({
      ...stored,
      content: { ...stored.content, guestsCanModify: false },
    })
    expect(await attaching).toEqual({ kind: 'not-organizer' })
  })

  it('believes the event, not the silence: a write whose answer was lost', async () => {
    const eventId = await insertPairEvent(mei, ren)
    stage.world.faults.add({ fault: { kind: 'lost-answer' }, method: 'PATCH', times: 1 })
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'attached',
    })
  })

  it('says offline when the write never arrived', async () => {
    const eventId = await insertPairEvent(mei, ren)
    stage.world.faults.add({ fault: { kind: 'offline' }, method: 'PATCH', times: 1 })
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'offline',
    })
    stage.world.faults.add({ fault: { kind: 'offline' } })
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual({
      kind: 'offline',
    })
  })

  it('does not write to a series that is gone', async () => {
    const eventId = await insertPairEvent(mei, ren, weekly)
    await mei.deleteEvent(eventId)
    expect(await mei.calendar.attach(null, eventId, attachment, signal)).toEqual({ kind: 'gone' })
    expect(await ren.calendar.get(null, eventId, signal)).toEqual({ kind: 'gone' })
  })
})
