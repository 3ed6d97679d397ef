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
    expect(stageShown(single, midnightMs, null)).toBe('hold')
    expect(stageShown(single, midnightMs + 24 * hourMs - 1, null)).toBe('hold')
    expect(stageShown(single, midnightMs + 24 * hourMs, null)).toBe('ended')
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
