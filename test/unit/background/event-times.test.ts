import 'fake-indexeddb/auto'
import { describe, expect, it, vi } from 'vitest'
import { dayInZone } from '../../../lib/model/calendar-day.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import { openContextStage } from '../../support/context-stage.ts'
import { factsOf } from '../../support/event-facts.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const startMs = nowMs + 5 * hourMs
const day = dayInZone(startMs)

/** The event as Google's page shows it: a day, and hours only in words. */
const fromPage = (change: Partial<EventFacts> = {}): EventFacts => ({
  ...factsOf('e', startMs),
  source: 'dom',
  iCalUid: null,
  startMs: null,
  endMs: null,
  day,
  ...change,
})

const openStage = (stored: EventFacts[]) => openContextStage(nowMs, stored)

describe('the hours of an event that a page shows', () => {
  it('are those a calendar told before', async () => {
    const { meetingOf } = await openStage([factsOf('e', startMs)])
    const hours = { startMs, endMs: startMs + hourMs / 2 }
    expect(await meetingOf(fromPage())).toMatchObject({ ...hours, day })
    // A moved occurrence: the start in its key is not the one that counts.
    const moved = fromPage({ seriesId: 'e', originalStart: '20261118T080000Z' })
    expect(await meetingOf(moved)).toMatchObject(hours)
    const inOutlook = await openStage([factsOf('e', startMs, { host: 'outlook' })])
    expect(await inOutlook.meetingOf(fromPage({ host: 'outlook' }))).toMatchObject(hours)
  })

  it('are told later, when a calendar answers', async () => {
    const { meetingOf, times } = await openStage([])
    expect(await meetingOf(fromPage())).toMatchObject({ startMs: null, endMs: null, day })
    expect(times.note([factsOf('e', startMs)])).toBe(true)
    expect(times.note([factsOf('e', startMs)])).toBe(false)
    expect(await meetingOf(fromPage())).toMatchObject({ startMs })
    expect(times.note([factsOf('e', startMs + hourMs)])).toBe(true)
    expect(await meetingOf(fromPage())).toMatchObject({ startMs: startMs + hourMs })
  })

  it('are not known where the calendar told another day, or a day alone', async () => {
    const { meetingOf } = await openStage([factsOf('e', startMs - dayMs)])
    expect(await meetingOf(fromPage())).toMatchObject({ startMs: null, day })
    const whole = await openStage([factsOf('e', startMs, { isAllDay: true })])
    expect(await whole.meetingOf(fromPage())).toMatchObject({ startMs: null, day })
  })

  it('never lead what is written to the file of another year', async () => {
    // The first hours of a year in Japan are still last year in UTC.
    vi.stubEnv('TZ', 'Asia/Tokyo')
    try {
      const newYear = Date.parse('2027-01-01T08:00+09:00')
      const { meetingOf } = await openStage([factsOf('e', newYear)])
      expect(await meetingOf(fromPage({ day: '2027-01-01' }))).toMatchObject({ startMs: null })
      const later = await openStage([factsOf('e', newYear + 2 * hourMs)])
      const shown = await later.meetingOf(fromPage({ day: '2027-01-01' }))
      expect(shown?.startMs).toBe(newYear + 2 * hourMs)
    } finally {
      vi.unstubAllEnvs()
    }
  })

  it('are forgotten with everything else', async () => {
    const { meetingOf, times } = await openStage([factsOf('e', startMs)])
    expect(await meetingOf(fromPage())).toMatchObject({ startMs })
    times.forgetAll()
    expect(await meetingOf(fromPage())).toMatchObject({ startMs: null })
  })
})
