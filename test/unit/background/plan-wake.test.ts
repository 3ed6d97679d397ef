import { describe, expect, it } from 'vitest'
import { countToday } from '../../../lib/background/upcoming/count-today.ts'
import {
  nearLeadMs,
  planWake,
  refreshPaceMs,
  reminderMs,
} from '../../../lib/background/upcoming/plan-wake.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const minuteMs = 60_000
const quiet = {
  nowMs,
  meetings: [],
  reminderMinutes: 10 as const,
  isBadgeShown: true,
  lastReadMs: null,
}
const meetingIn = (minutes: number) => ({
  startMs: nowMs + minutes * minuteMs,
  endMs: nowMs + (minutes + 30) * minuteMs,
})

describe('planWake', () => {
  it('sleeps when nothing is coming', () => {
    expect(planWake(quiet)).toBeNull()
  })

  it('wakes for the calendar’s next look, at once when that is overdue', () => {
    expect(planWake({ ...quiet, lastReadMs: nowMs - minuteMs })).toBe(refreshPaceMs - minuteMs)
    expect(planWake({ ...quiet, lastReadMs: nowMs - 2 * refreshPaceMs })).toBe(0)
  })

  it('is not put off for years by a clock that was set back', () => {
    const yearMs = 365 * 24 * 3_600_000
    expect(planWake({ ...quiet, lastReadMs: nowMs + yearMs })).toBe(refreshPaceMs)
  })

  it('wakes to get ready, then to remind, then when it is over', () => {
    const one = meetingIn(40)
    const at = (minutes: number) => ({
      ...quiet,
      meetings: [one],
      nowMs: nowMs + minutes * minuteMs,
    })
    expect(planWake(at(0))).toBe(40 * minuteMs - nearLeadMs)
    expect(planWake(at(26))).toBe(4 * minuteMs)
    expect(planWake(at(30))).toBe(40 * minuteMs)
  })

  it('neither reminds nor counts where the person does not want it', () => {
    const off = { ...quiet, reminderMinutes: 0 as const, isBadgeShown: false }
    const meetings = [meetingIn(5)]
    expect(planWake({ ...off, meetings })).toBeNull()
    expect(planWake({ ...quiet, reminderMinutes: 0, meetings })).toBe(35 * minuteMs)
  })

  it('counts anew at midnight, where the person is', () => {
    const late = new Date(2026, 10, 25, 23, 50).getTime()
    const tomorrow = { startMs: late + 60 * minuteMs, endMs: late + 90 * minuteMs }
    expect(planWake({ ...quiet, nowMs: late, meetings: [tomorrow] })).toBe(10 * minuteMs)
  })

  it('tells when a reminder is due', () => {
    expect(reminderMs(nowMs, 15)).toBe(nowMs - 15 * minuteMs)
  })
})

describe('countToday', () => {
  const at = (hour: number) => new Date(2026, 10, 25, 0).getTime() + hour * 60 * minuteMs
  const today = (hour: number) => ({ day: '2026-11-25', endMs: at(hour) + 30 * minuteMs })

  it('counts today’s that are not past, where the person is', () => {
    const tomorrow = { day: '2026-11-26', endMs: at(25) }
    const day = [today(9), today(11.75), today(15), today(23.5), tomorrow]
    expect(countToday(day, at(12))).toBe(3)
    expect(countToday(day, at(12.25))).toBe(2)
    expect(countToday([], at(12))).toBe(0)
  })
})
