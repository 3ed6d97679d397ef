import { expect } from 'vitest'
import { createUpcomingRefresher } from '../../lib/background/upcoming/refresh-upcoming.ts'
import { createRemindDue } from '../../lib/background/upcoming/remind.ts'
import {
  createUpcomingService,
  upcomingAlarm,
} from '../../lib/background/upcoming/upcoming-service.ts'
import { platformSha256 } from '../../lib/base/hash.ts'
import type { CalendarApi } from '../../lib/calendar/calendar-api.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import type { PairRecord } from '../../lib/storage/ports.ts'
import { type Desk, openDesk } from './background-desk.ts'
import { factsOf } from './event-facts.ts'
import { createFakeAlarms } from './fake-alarms.ts'
import { unwrap } from './replica-world.ts'

/** When the tests begin. */
export const startMs = Date.UTC(2026, 10, 25, 3, 0)

/** A minute in ms. */
export const minuteMs = 60_000

/** When the 1-on-1 begins. */
export const eventMs = startMs + 60 * minuteMs

/** One device with what outlives its worker, and workers to be started on it. */
export function openDevice() {
  const desk = openDesk(startMs)
  const alarms = createFakeAlarms()
  const shown: [string, number][] = []
  const badges: number[] = []
  const near: string[] = []
  const calendar = { events: [] as EventFacts[], asked: 0, answer: 'found' as 'found' | 'offline' }
  const device = { desk, alarms, shown, badges, near, calendar, isAllowed: true }
  return { ...device, accounts: [] as string[] }
}

/** See {@link openDevice}. */
export type Device = ReturnType<typeof openDevice>

/** Starts a worker: everything in memory is new, storage and alarms stay. */
export function startWorker(device: Device) {
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
export async function wakeAt(device: Device, atMs: number) {
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

/** The 1-on-1 with Ben was met on the calendar, and the person has agreed to be helped. */
export async function meetBen(
  desk: Desk,
  atMs = eventMs,
): Promise<{ record: PairRecord; key: string }> {
  await desk.settings.write({ hasConsented: true })
  const record = await desk.meet(factsOf('weekly', atMs))
  return { record, key: 'weekly@google.com|' }
}

/** Ben picks a topic for the meeting. */
export async function benPicks(desk: Desk, record: PairRecord, key: string): Promise<string> {
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
