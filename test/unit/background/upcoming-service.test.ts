import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { upcomingAlarm } from '../../../lib/background/upcoming/upcoming-service.ts'
import { factsOf } from '../../support/event-facts.ts'
import {
  eventMs,
  meetBen,
  minuteMs,
  openDevice,
  startMs,
  startWorker,
  wakeAt,
} from '../../support/upcoming-device.ts'

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
