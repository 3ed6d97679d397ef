import { describe, expect, it } from 'vitest'
import { stageShown } from '../../../lib/panel/shown-meeting.ts'
import { ann } from '../../support/replica-world.ts'

const hourMs = 3_600_000
const single = { key: 'e@google.com|', startMs: null, day: '2026-12-10', ended: [] }
/** Midnight at the beginning of that day, where the tests run. */
const midnightMs = new Date(2026, 11, 10).getTime()

describe('the stage on the screen', () => {
  it('of a day without an hour lasts as long as that day does here', () => {
    expect(stageShown(single, midnightMs - 1, null)).toBe('prepare')
    expect(stageShown(single, midnightMs, null)).toBe('today')
    expect(stageShown(single, midnightMs + 24 * hourMs - 1, null)).toBe('today')
    expect(stageShown(single, midnightMs + 24 * hourMs, null)).toBe('ended')
  })

  it('of an occurrence that was moved to another day does not claim that it is going on', () => {
    const moved = { ...single, key: 'e@google.com|20261203T010000Z' }
    expect(stageShown(moved, midnightMs + 9 * hourMs, null)).toBe('today')
    const told = { ...moved, startMs: midnightMs + 15 * hourMs }
    expect(stageShown(told, midnightMs + 14 * hourMs, null)).toBe('prepare')
    expect(stageShown(told, midnightMs + 15 * hourMs, null)).toBe('hold')
  })

  it('of a day without an hour is going on once a topic was ticked that day', () => {
    const ticked = (talkedMs: number) => ({ ...single, topics: [{ talkedMs }] })
    const noonMs = midnightMs + 12 * hourMs
    expect(stageShown(ticked(noonMs), noonMs, null)).toBe('hold')
    expect(stageShown(ticked(midnightMs - hourMs), noonMs, null)).toBe('today')
    expect(stageShown(ticked(noonMs), midnightMs + 24 * hourMs, null)).toBe('ended')
  })

  it('of a known hour goes over midnight', () => {
    const late = { ...single, startMs: midnightMs + 23 * hourMs }
    expect(stageShown(late, midnightMs + 22 * hourMs, null)).toBe('prepare')
    expect(stageShown(late, midnightMs + 25 * hourMs, null)).toBe('hold')
  })

  it('is ended once somebody ended it', () => {
    const ended = { ...single, ended: [{ member: ann, atMs: midnightMs }] }
    expect(stageShown(ended, midnightMs - hourMs, null)).toBe('ended')
  })
})
