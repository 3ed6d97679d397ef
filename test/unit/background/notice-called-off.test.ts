import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import {
  type CalledOffNotice,
  createCalledOffNotice,
} from '../../../lib/background/upcoming/notice-called-off.ts'
import { findCalledOff } from '../../../lib/background/waiting-drafts.ts'
import type { Timers } from '../../../lib/base/clock.ts'
import type { CalendarApi } from '../../../lib/calendar/calendar-api.ts'
import { callOffMeeting } from '../../../lib/document/edits/edit-lifecycle.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { carryOver } from '../../../lib/model/carry-over.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import type { PairRecord } from '../../../lib/storage/ports.ts'
import { type Desk, openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'
import { unwrap } from '../../support/replica-world.ts'
import { draftOf } from '../../support/stored-records.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const dayMs = 24 * 3_600_000
const startMs = nowMs + dayMs
const key = 'one@google.com|'
const place = { key, startMs, day: null }
const next = { key: 'next@google.com|', startMs: startMs + 7 * dayMs, day: null }
const event = factsOf('one', startMs)
const declined = factsOf('one', startMs, {
  guests: [guestOf('ann@example.com'), guestOf('ben@example.com', { answer: 'declined' })],
})
const { signal } = new AbortController()

type Answer = Awaited<ReturnType<CalendarApi['get']>>

interface Setting {
  desk: Desk
  record: PairRecord
  notice: CalledOffNotice
  /** Fires every timer. */
  wait(): Promise<void>
  edits: string[]
  asked: string[]
  read(events: EventFacts[], answer?: Answer, known?: EventFacts[]): Promise<void>
}

async function start(): Promise<Setting> {
  const desk = openDesk(nowMs)
  const record = await desk.meet(event)
  const due: (() => void)[] = []
  const timers: Timers = {
    after(_ms, run) {
      due.push(run)
      return () => due.splice(due.indexOf(run), 1)
    },
  }
  const edits: string[] = []
  const asked: string[] = []
  const reported: unknown[] = []
  const notice = createCalledOffNotice({
    ...desk.stores,
    views: desk.views,
    host: desk.host,
    timers,
    nowMs: desk.clock.nowMs,
    onEdited: (pairId) => edits.push(pairId),
    report: (thrown) => reported.push(thrown),
  })
  return {
    desk,
    record,
    notice,
    edits,
    asked,
    async wait() {
      expect(due).toHaveLength(1)
      for (const run of due.splice(0)) run()
      expect(reported).toEqual([])
    },
    read: (events, answer = { kind: 'gone' }, known = []) =>
      notice.noteRead(
        {
          account: 'ann@example.com',
          known,
          events,
          calendar: {
            get: async (_calendarId, eventId) => {
              asked.push(eventId)
              return answer
            },
          },
        },
        signal,
      ),
  }
}

const prepare = ({ desk, record }: Setting, owner = record.self.id) =>
  desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
    unwrap(pickTopic(replica, { meeting: place, owner, kind: 'career', suffix: null, nowMs }))
  })

const viewOf = async ({ desk, record }: Setting) => {
  const view = await desk.views.read(record.pairId, [place])
  if (view === null) throw new Error('nothing is stored')
  return view
}

const isOff = async (setting: Setting) =>
  (await viewOf(setting)).meetings.find((one) => one.key === key)?.isCalledOff ?? null

/** An event as Outlook's page tells it: by its day. */
const inOutlook = (eventId: string, day: string, { guests }: EventFacts): EventFacts => {
  const page = { host: 'outlook', source: 'dom', iCalUid: null, endMs: null } as const
  return { ...factsOf(eventId, startMs), ...page, startMs: null, day, guests }
}

describe('one of several 1-on-1s that the page tells by their day', () => {
  it('is not taken for all of them when it is called off', async () => {
    const { desk, record, notice, wait, edits } = await start()
    const { pairId } = record
    const days = ['2026-11-26', '2026-11-27'].map((day) => {
      return { key: `day|${day}`, startMs: null, day }
    })
    await desk.edit(pairId, ['core', 'y2026'], (replica) => {
      for (const meeting of days) {
        const choice = { meeting, owner: record.self.id, suffix: null, nowMs }
        unwrap(pickTopic(replica, { ...choice, kind: 'career' }))
      }
    })
    await desk.meet(inOutlook('morning', '2026-11-26', event))
    await desk.meet(inOutlook('evening', '2026-11-26', event))
    await desk.meet(inOutlook('alone', '2026-11-27', event))
    for (const [id, day] of [
      ['evening', '2026-11-26'],
      ['alone', '2026-11-27'],
    ] as const) {
      notice.noteOpened(inOutlook(id, day, declined))
      await wait()
    }
    await expect.poll(() => edits).toEqual([pairId])
    const view = await desk.views.read(pairId, days)
    expect(
      days.map(({ key }) => view?.meetings.find((one) => one.key === key)?.isCalledOff),
    ).toEqual([false, true])
  })
})

describe('a 1-on-1 that is called off', () => {
  it('is noticed when the calendar no longer has it, and its topics go on to the next one', async () => {
    const setting = await start()
    await prepare(setting)
    await setting.read([])
    expect(setting.asked).toEqual(['one'])
    expect(await isOff(setting)).toBe(true)
    expect(setting.edits).toEqual([setting.record.pairId])
    const { topics } = carryOver({ view: await viewOf(setting), meeting: next, nowMs })
    expect(topics).toMatchObject([{ topic: { kind: 'career' }, isCalledOff: true }])
    // Not asked for again, nor written again.
    await setting.read([])
    expect(setting.asked).toEqual(['one'])
    expect(setting.edits).toHaveLength(1)
  })

  it('is not believed gone while it was only moved out of sight, or while nobody can tell', async () => {
    const setting = await start()
    await prepare(setting)
    const moved = factsOf('one', startMs + 60 * dayMs)
    await setting.read([], {
      kind: 'found',
      event: { facts: moved, etag: '', attachments: [], canAttach: true },
    })
    await setting.read([], { kind: 'offline' })
    expect(await isOff(setting)).toBe(false)
    expect(setting.edits).toEqual([])
  })

  it('is noticed when it lost its second guest or was declined, and taken back when it is on again', async () => {
    const setting = await start()
    await prepare(setting)
    await setting.read([declined])
    expect(setting.asked).toEqual([])
    expect(await isOff(setting)).toBe(true)
    await setting.read([event])
    expect(await isOff(setting)).toBe(false)
    await setting.read([factsOf('one', startMs, { guests: [], guestList: 'none' })])
    expect(await isOff(setting)).toBe(true)
    expect(setting.edits).toHaveLength(3)
  })

  it('is noticed on a page once the page is quiet, not while it still draws', async () => {
    const setting = await start()
    await prepare(setting)
    setting.notice.noteOpened(declined)
    setting.notice.noteOpened(event)
    await setting.wait()
    expect(await isOff(setting)).toBe(false)
    setting.notice.noteOpened(declined)
    await setting.wait()
    await expect.poll(() => isOff(setting)).toBe(true)
  })

  it('is not asked about when nothing is prepared for it', async () => {
    const setting = await start()
    await setting.read([])
    expect(setting.asked).toEqual([])
    expect(setting.edits).toEqual([])
  })

  it('is said once: what a person or the partner’s calendar says afterwards stands', async () => {
    const setting = await start()
    await prepare(setting)
    await setting.read([declined])
    await setting.desk.edit(setting.record.pairId, ['core', 'y2026'], (replica) =>
      callOffMeeting(replica, place, false, nowMs),
    )
    await setting.read([declined])
    expect(await isOff(setting)).toBe(false)
    // Called off by the partner's device; here it was on all the time.
    const other = await start()
    await prepare(other)
    await other.desk.edit(other.record.pairId, ['core', 'y2026'], (replica) =>
      callOffMeeting(replica, place, true, nowMs),
    )
    await other.read([event])
    expect(await isOff(other)).toBe(true)
  })

  it('sets drafts free without a word in the document; a topic that comes later is told of', async () => {
    const setting = await start()
    const { desk, record } = setting
    const draft = draftOf(record.pairId, 'd1', key)
    await desk.stores.privates.putDraft(draft)
    await setting.read([declined])
    expect(setting.edits).toEqual([])
    expect(await findCalledOff([draft], desk.stores.marks)).toEqual(new Set([key]))
    await prepare(setting, record.partner.id)
    await setting.read([declined])
    expect(await isOff(setting)).toBe(true)
    await setting.read([event])
    expect(await findCalledOff([draft], desk.stores.marks)).toEqual(new Set())
  })

  it('is known from the calendar alone, too: one that was never opened', async () => {
    const setting = await start()
    const { desk, record } = setting
    const listed = factsOf('two', startMs)
    const meeting = { key: 'two@google.com|', startMs, day: null }
    await desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
      const choice = { meeting, owner: record.self.id, kind: 'work' as const, suffix: null, nowMs }
      unwrap(pickTopic(replica, choice))
    })
    await setting.read([event], { kind: 'gone' }, [event, listed])
    expect(setting.asked).toEqual(['two'])
    const off = (await viewOf(setting)).meetings.filter((one) => one.isCalledOff)
    expect(off.map((one) => one.key)).toEqual([meeting.key])
  })

  it('is left alone when it is past', async () => {
    const setting = await start()
    await prepare(setting)
    setting.desk.clock.atMs = startMs + 2 * dayMs
    await setting.read([declined])
    expect(await isOff(setting)).toBe(false)
  })
})
