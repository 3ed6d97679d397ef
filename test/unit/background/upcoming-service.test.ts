import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createUpcomingRefresher } from '../../../lib/background/upcoming/refresh-upcoming.ts'
import { createRemindDue } from '../../../lib/background/upcoming/remind.ts'
import {
  createUpcomingService,
  upcomingAlarm,
} from '../../../lib/background/upcoming/upcoming-service.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import type { CalendarApi } from '../../../lib/calendar/calendar-api.ts'
import { endMeeting } from '../../../lib/document/edits/edit-lifecycle.ts'
import { markSeen } from '../../../lib/document/edits/edit-meeting.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import type { PairRecord } from '../../../lib/storage/ports.ts'
import { type Desk, openDesk } from '../../support/background-desk.ts'
import { factsOf } from '../../support/event-facts.ts'
import { createFakeAlarms } from '../../support/fake-alarms.ts'
import { unwrap } from '../../support/replica-world.ts'

const startMs = Date.UTC(2026, 10, 25, 3, 0)
const minuteMs = 60_000
const eventMs = startMs + 60 * minuteMs

/** One device with what outlives its worker, and workers to be started on it. */
function openDevice() {
  const desk = openDesk(startMs)
  const alarms = createFakeAlarms()
  const shown: [string, number][] = []
  const badges: number[] = []
  const near: string[] = []
  const calendar = { events: [] as EventFacts[], asked: 0, answer: 'found' as 'found' | 'offline' }
  const device = { desk, alarms, shown, badges, near, calendar, isAllowed: true }
  return { ...device, accounts: [] as string[] }
}

type Device = ReturnType<typeof openDevice>

/** Starts a worker: everything in memory is new, storage and alarms stay. */
function startWorker(device: Device) {
  const { desk, alarms, calendar } = device
  const { stores, settings, clock } = desk
  const nowMs = clock.nowMs
  const errors: unknown[] = []
  const providers = {
    accounts: async () =>
      device.accounts.map((email) => ({ provider: 'google' as const, email, scopes: [] })),
    calendarOf: () =>
      ({
        listBetween: async () => {
          calendar.asked += 1
          if (calendar.answer === 'offline') return { kind: 'offline' }
          const events = calendar.events.map((facts) => ({
            facts,
            etag: '',
            attachments: [],
            canAttach: false,
          }))
          return { kind: 'found', events }
        },
      }) as unknown as CalendarApi,
  }
  const isEnded = async (pairId: string, key: string) =>
    ((await desk.views.read(pairId, []))?.meetings.find((one) => one.key === key)?.ended.length ??
      0) > 0
  const service = createUpcomingService({
    pairs: stores.pairs,
    upcoming: stores.upcoming,
    marks: stores.marks,
    providers,
    settings,
    alarms,
    badge: {
      show: async (count) => {
        device.badges.push(count)
      },
    },
    refresher: createUpcomingRefresher({
      providers,
      upcoming: stores.upcoming,
      onRead: async () => undefined,
      nowMs,
    }),
    remindDue: createRemindDue({
      notifier: {
        canNotify: async () => device.isAllowed,
        showReminder: async (pairId, atMs) => {
          device.shown.push([pairId, atMs])
        },
      },
      pairs: stores.pairs,
      marks: stores.marks,
      seen: desk.seen,
      isEnded,
      nowMs,
    }),
    isEnded,
    onNear: async (pairId) => {
      device.near.push(pairId)
    },
    sha256: platformSha256,
    nowMs,
    report: (thrown) => errors.push(thrown),
  })
  return { service, errors }
}

/** Wakes a fresh worker at an instant, by the alarm if one is set. */
async function wakeAt(device: Device, atMs: number) {
  device.desk.clock.atMs = atMs
  const worker = startWorker(device)
  const before = device.badges.length
  worker.service.start()
  worker.service.look()
  if (device.alarms.pending.has(upcomingAlarm)) device.alarms.fire(upcomingAlarm)
  await expect.poll(() => device.badges.length).toBeGreaterThan(before)
  // Whatever the look set in motion ends in an alarm or in none; a second look waits for the first.
  await worker.service.refresh(new AbortController().signal)
  expect(worker.errors).toEqual([])
  return worker
}

async function meetBen(desk: Desk, atMs = eventMs): Promise<{ record: PairRecord; key: string }> {
  await desk.settings.write({ hasConsented: true })
  const record = await desk.meet(factsOf('weekly', atMs))
  return { record, key: 'weekly@google.com|' }
}

/** Ben picks a topic for the meeting. */
async function benPicks(desk: Desk, record: PairRecord, key: string): Promise<string> {
  let topicId = ''
  await desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
    topicId = unwrap(
      pickTopic(replica, {
        meeting: { key, startMs: eventMs, day: null },
        owner: record.partner.id,
        kind: 'career',
        suffix: null,
        nowMs: desk.clock.nowMs(),
      }),
    ).topicId
  })
  return topicId
}

describe('the reminder', () => {
  it('comes once before, though the worker dies again and again', async () => {
    const device = openDevice()
    const { record, key } = await meetBen(device.desk)
    await benPicks(device.desk, record, key)
    await wakeAt(device, startMs)
    expect(device.shown).toEqual([])
    await wakeAt(device, eventMs - 10 * minuteMs)
    expect(device.shown).toEqual([[record.pairId, eventMs]])
    await wakeAt(device, eventMs - 9 * minuteMs)
    await wakeAt(device, eventMs - minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('sets an alarm for itself', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    await wakeAt(device, eventMs - 15 * minuteMs)
    expect(device.alarms.pending.get(upcomingAlarm)).toBe(5 * minuteMs)
  })

  it('comes for a meeting nobody opened, as long as the pair is known', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    await wakeAt(device, eventMs - 5 * minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('does not come for people who never used Yohaku together', async () => {
    const device = openDevice()
    device.accounts = ['ann@example.com']
    device.calendar.events = [factsOf('unknown', eventMs)]
    await device.desk.settings.write({ hasConsented: true })
    await wakeAt(device, eventMs - 5 * minuteMs)
    expect(device.badges.at(-1)).toBe(1)
    expect(device.shown).toEqual([])
  })

  it('is silent when everything was on the screen already, and speaks when something came after', async () => {
    const device = openDevice()
    const { record, key } = await meetBen(device.desk)
    const topicId = await benPicks(device.desk, record, key)
    await device.desk.seen.noteShown(record.pairId, key)
    await wakeAt(device, eventMs - 9 * minuteMs)
    expect(device.shown).toEqual([])
    await device.desk.edit(record.pairId, ['y2026'], (replica) =>
      setNote(replica, topicId, 'ひとつ思い出しました'),
    )
    await wakeAt(device, eventMs - 8 * minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('is silent after "seen" was pressed on another device', async () => {
    const device = openDevice()
    const { record, key } = await meetBen(device.desk)
    await benPicks(device.desk, record, key)
    await device.desk.edit(record.pairId, ['y2026'], (replica) => {
      const meeting = { key, startMs: eventMs, day: null }
      markSeen(replica, meeting, record.self.id, startMs + minuteMs)
    })
    await wakeAt(device, eventMs - 5 * minuteMs)
    expect(device.shown).toEqual([])
  })

  it('keeps to the minutes, and to never', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    await device.desk.settings.write({ reminderMinutes: 0 })
    await wakeAt(device, eventMs - 4 * minuteMs)
    expect(device.shown).toEqual([])
    await device.desk.settings.write({ reminderMinutes: 5 })
    await wakeAt(device, eventMs - 4 * minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('is not spent while the browser does not allow it', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    device.isAllowed = false
    await wakeAt(device, eventMs - 8 * minuteMs)
    device.isAllowed = true
    await wakeAt(device, eventMs - 7 * minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('does not come late: not after the beginning, not after the end was pressed', async () => {
    const device = openDevice()
    const { record, key } = await meetBen(device.desk)
    await wakeAt(device, eventMs)
    expect(device.shown).toEqual([])
    const other = openDevice()
    const early = await meetBen(other.desk)
    await other.desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
      endMeeting(replica, { key, startMs: eventMs, day: null }, early.record.self.id, startMs)
    })
    await wakeAt(other, eventMs - 5 * minuteMs)
    expect(other.shown).toEqual([])
    expect(other.badges.at(-1)).toBe(0)
  })

  it('comes again for a start that was moved', async () => {
    const device = openDevice()
    const { record } = await meetBen(device.desk)
    await wakeAt(device, eventMs - 5 * minuteMs)
    const movedMs = eventMs + 120 * minuteMs
    await device.desk.meet(factsOf('weekly', movedMs))
    await wakeAt(device, movedMs - 5 * minuteMs)
    expect(device.shown).toEqual([
      [record.pairId, eventMs],
      [record.pairId, movedMs],
    ])
  })
})

describe('looking ahead', () => {
  it('reads nothing and shows nothing before consent', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    await device.desk.settings.write({ hasConsented: false })
    device.accounts = ['ann@example.com']
    const { service } = await wakeAt(device, startMs)
    expect(await service.list()).toEqual([])
    expect(device.badges.at(-1)).toBe(0)
    expect(device.calendar.asked).toBe(0)
  })

  it('sleeps while there is no consent, though an account is connected', async () => {
    const device = openDevice()
    device.accounts = ['ann@example.com']
    await device.desk.settings.write({ hasConsented: true })
    await wakeAt(device, startMs)
    await device.desk.settings.write({ hasConsented: false })
    await wakeAt(device, startMs + 61 * minuteMs)
    await expect.poll(() => device.alarms.pending.has(upcomingAlarm)).toBe(false)
    expect(device.calendar.asked).toBe(1)
  })

  it('asks the calendar gently: when somebody looks, and once an hour', async () => {
    const device = openDevice()
    await device.desk.settings.write({ hasConsented: true })
    device.accounts = ['ann@example.com']
    device.calendar.events = [factsOf('next', eventMs)]
    const first = await wakeAt(device, startMs)
    expect(device.calendar.asked).toBe(1)
    expect(await first.service.calendarReadMs()).toBe(startMs)
    await wakeAt(device, startMs + 30_000)
    expect(device.calendar.asked).toBe(1)
    const later = await wakeAt(device, startMs + 2 * minuteMs)
    expect(device.calendar.asked).toBe(2)
    expect((await later.service.list()).map((one) => one.key)).toEqual(['next@google.com|'])
    expect(device.alarms.pending.get(upcomingAlarm)).toBeLessThanOrEqual(60 * minuteMs)
  })

  it('keeps what it knows when the calendar does not answer', async () => {
    const device = openDevice()
    await device.desk.settings.write({ hasConsented: true })
    device.accounts = ['ann@example.com']
    device.calendar.events = [factsOf('next', eventMs)]
    await wakeAt(device, startMs)
    device.calendar.answer = 'offline'
    const { service } = startWorker(device)
    device.desk.clock.atMs = startMs + 10 * minuteMs
    const signal = new AbortController().signal
    expect(await service.refresh(signal)).toEqual({ hasNews: false, error: 'net/offline' })
    expect(await service.list()).toHaveLength(1)
    // Refused a moment ago: not asked again at the next look.
    const { asked } = device.calendar
    await service.refresh(signal)
    expect(device.calendar.asked).toBe(asked)
  })

  it('forgets the calendar of an account that was disconnected', async () => {
    const device = openDevice()
    await device.desk.settings.write({ hasConsented: true })
    device.accounts = ['ann@example.com']
    device.calendar.events = [factsOf('next', eventMs)]
    await wakeAt(device, startMs)
    device.accounts = []
    const { service } = await wakeAt(device, startMs + minuteMs)
    expect(await service.list()).toEqual([])
    expect(await device.desk.stores.upcoming.list()).toEqual([])
    expect(await service.calendarReadMs()).toBeNull()
  })

  it('counts the day’s 1-on-1s, fewer as they pass, none where the person does not want it', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    await wakeAt(device, startMs)
    expect(device.badges.at(-1)).toBe(1)
    await wakeAt(device, eventMs + 31 * minuteMs)
    expect(device.badges.at(-1)).toBe(0)
    const other = openDevice()
    await meetBen(other.desk)
    await other.desk.settings.write({ isBadgeShown: false })
    await wakeAt(other, startMs)
    expect(other.badges.at(-1)).toBe(0)
  })

  it('gets ready for what is near, and only for that', async () => {
    const device = openDevice()
    const { record } = await meetBen(device.desk)
    await wakeAt(device, eventMs - 20 * minuteMs)
    expect(device.near).toEqual([])
    await wakeAt(device, eventMs - 14 * minuteMs)
    expect(device.near).toContain(record.pairId)
  })
})
