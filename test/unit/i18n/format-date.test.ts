import { describe, expect, it } from 'vitest'
import { formatAge, formatWhen } from '../../../lib/i18n/format-date.ts'

const zone = 'Asia/Tokyo'
const now = Date.parse('2026-11-22T09:00+09:00')
const when = (start: string | null, end: string | null = null, day: string | null = null) => ({
  startMs: start === null ? null : Date.parse(start),
  endMs: end === null ? null : Date.parse(end),
  day,
  whenText: '',
})

describe('formatWhen', () => {
  it('writes a day and a range', () => {
    const meeting = when('2026-11-26T10:00+09:00', '2026-11-26T10:30+09:00')
    expect(formatWhen('ja', meeting, now, zone)).toBe('11月26日(木) 10:00–10:30')
    expect(formatWhen('en', meeting, now, zone)).toBe('Thu, Nov 26 10:00–10:30 AM')
  })

  it('says today, tomorrow and yesterday in the zone of the reader', () => {
    const late = when('2026-11-22T23:30+09:00', '2026-11-23T00:30+09:00')
    expect(formatWhen('ja', late, now, zone)).toBe('今日 23:30 – 明日 0:30')
    expect(formatWhen('en', when('2026-11-21T10:00+09:00'), now, zone)).toBe('Yesterday 10:00 AM')
    // The same instant is another day elsewhere.
    expect(formatWhen('ja', when('2026-11-23T01:00+09:00'), now, 'America/New_York')).toBe(
      '明日 11:00',
    )
  })

  it('adds the year when it is not this one', () => {
    expect(formatWhen('ja', when('2027-01-08T10:00+09:00'), now, zone)).toBe(
      '2027年1月8日(金) 10:00',
    )
  })

  it('makes do with a day, with words, or with nothing', () => {
    expect(formatWhen('ja', when(null, null, '2026-11-26'), now, zone)).toBe('11月26日(木)')
    expect(formatWhen('ja', when(null, null, 'soon'), now, zone)).toBeNull()
    expect(formatWhen('ja', { ...when(null), whenText: '来週のどこか' }, now, zone)).toBe(
      '来週のどこか',
    )
    expect(formatWhen('ja', when(null), now, zone)).toBeNull()
  })
})

describe('formatAge', () => {
  it('uses the largest unit that says enough', () => {
    const minute = 60_000
    const of = (ms: number) => formatAge('ja', now + ms, now)
    expect(of(0)).toBe('いま')
    expect(of(20_000)).toBe('いま')
    expect(of(-12 * minute)).toBe('12分前')
    expect(of(8 * minute)).toBe('8分後')
    expect(of(-119 * minute)).toBe('1時間前')
    expect(of(-26 * 60 * minute)).toBe('昨日')
    expect(of(-50 * 60 * minute)).toBe('一昨日')
    expect(of(-75 * 60 * minute)).toBe('3日前')
    expect(formatAge('en', now - 12 * minute, now)).toBe('12 min. ago')
    expect(formatAge('en', now, now)).toBe('now')
  })
})
