import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dayAtUtc,
  dayInZone,
  daysBetween,
  parseDay,
  weekdayOf,
} from '../../../lib/model/calendar-day.ts'

describe('calendar days', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2028-02-29', '2028-02-29'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['2026-1-1', null],
    ['2026-11-20T00:00', null],
    ['', null],
    ['soon', null],
  ])('%j is %j', (text, day) => {
    expect(parseDay(text)).toBe(day)
  })

  it('are added and counted across new years, leap days and clock changes', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    // 29 March 2026: the clocks of Europe change, and the day has 23 hours.
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1)
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
    expect(addMonths('2026-11-20', 12)).toBe('2027-11-20')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(weekdayOf('2026-11-20')).toBe(5)
  })

  it('of an instant depend on the zone, on clock changes and on the date line', () => {
    const evening = Date.UTC(2026, 10, 20, 16, 30)
    expect(dayInZone(evening, 'Asia/Tokyo')).toBe('2026-11-21')
    expect(dayInZone(evening, 'America/Los_Angeles')).toBe('2026-11-20')
    // 00:30 in New York, an hour before the clock goes back on 1 November 2026; then 23:30 winter time.
    expect(dayInZone(Date.UTC(2026, 10, 1, 4, 30), 'America/New_York')).toBe('2026-11-01')
    expect(dayInZone(Date.UTC(2026, 10, 2, 4, 30), 'America/New_York')).toBe('2026-11-01')
    expect(dayInZone(evening, 'Pacific/Kiritimati')).toBe('2026-11-21')
    expect(dayInZone(Number.NaN)).toBe('1970-01-01')
    expect(dayAtUtc(Number.NaN)).toBe('1970-01-01')
  })
})
