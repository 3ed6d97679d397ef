import { describe, expect, it } from 'vitest'
import {
  isSegmentId,
  segmentForMeeting,
  segmentsToOpen,
  segmentToLookBack,
  yearSegment,
} from '../../../lib/document/segments.ts'
import { formatTopicId, parseTopicId } from '../../../lib/document/topic-id.ts'
import { ann } from '../../support/replica-world.ts'

const november = Date.UTC(2026, 10, 20)

describe('the segment of a meeting', () => {
  it.each([
    [
      'the original start in the key decides over everything else',
      'a|20261231T235900Z',
      Date.UTC(2027, 0, 1),
      '2027-01-01',
      'y2026',
    ],
    ['an all-day key', 'a|20270101', null, null, 'y2027'],
    ['then the start', 'a|', Date.UTC(2025, 11, 31), '2026-01-01', 'y2025'],
    ['then the day', 'a|', null, '2024-02-29', 'y2024'],
    ['what waits without a date is in core', 'undated|', null, null, 'core'],
    ['then the clock', 'a|', null, null, 'y2026'],
    ['an odd key and an odd day fall back to the clock', 'a|2027', null, 'soon', 'y2026'],
  ])('%s', (_name, key, startMs, day, segment) => {
    expect(segmentForMeeting({ key, startMs, day }, november)).toBe(segment)
  })

  it('puts a meeting of which nothing is known into the latest year that stands, when the clock is behind', () => {
    const unknown = { key: 'a|', startMs: null, day: null }
    const present = ['core', 'y2025', 'y2026', 'z-future']
    expect(segmentForMeeting(unknown, Date.UTC(2001, 0, 1), present)).toBe('y2026')
    expect(segmentForMeeting(unknown, Date.UTC(2027, 0, 1), present)).toBe('y2027')
  })

  it('survives absurd clocks', () => {
    expect(yearSegment(12)).toBe('y1000')
    expect(yearSegment(275_760)).toBe('y9999')
    expect(yearSegment(Number.NaN)).toBe('y1970')
    const unknown = { key: 'a|', startMs: null, day: null }
    expect(segmentForMeeting(unknown, Number.NaN)).toBe('y1970')
    expect(segmentsToOpen([], Number.NaN)).toEqual(['core', 'y1970'])
  })
})

describe('the segments to open', () => {
  it('are core, this year and later ones', () => {
    const present = ['y2028', 'core', 'y2020', 'y2025', 'y2027', 'z-future']
    expect(segmentsToOpen(present, november)).toEqual(['core', 'y2026', 'y2027', 'y2028'])
    expect(segmentsToOpen([], november)).toEqual(['core', 'y2026'])
  })

  it('are joined by the year before from January to March', () => {
    expect(segmentsToOpen([], Date.UTC(2027, 2, 31))).toEqual(['core', 'y2026', 'y2027'])
    expect(segmentsToOpen([], Date.UTC(2027, 3, 1))).toEqual(['core', 'y2027'])
  })
})

describe('looking further back', () => {
  const may = Date.UTC(2027, 4, 1)
  const present = ['core', 'y2025', 'y2026', 'y2027', 'y2028', 'z-future']
  const coming = { key: 'm|', startMs: may + 1, day: null, ended: [] }

  it('takes the latest year not loaded while nothing loaded is over', () => {
    expect(segmentToLookBack([], present, ['core', 'y2027'], may)).toBe('y2026')
    expect(segmentToLookBack([coming], present, ['core', 'y2027', 'y2026'], may)).toBe('y2025')
    expect(segmentToLookBack([coming], ['core', 'y2027', 'y2028'], ['core'], may)).toBeNull()
  })

  it('stops where a 1-on-1 was found', () => {
    const held = { ...coming, ended: [{ member: ann }] }
    expect(segmentToLookBack([held], present, ['core'], may)).toBeNull()
  })
})

describe('names', () => {
  it('of segments are short and plain', () => {
    for (const good of ['core', 'y2026', 'z-future', 'a']) expect(isSegmentId(good)).toBe(true)
    for (const bad of ['', 'Core', '__proto__', 'y 2026', '2026', 'a'.repeat(33), 'a/b', 'a\n']) {
      expect(isSegmentId(bad)).toBe(false)
    }
  })

  it('of topics go there and back', () => {
    for (const parts of [
      { segment: 'y2026', meeting: 'a/b%2F%25|x', owner: ann, kind: 'work' as const, suffix: null },
      { segment: 'y2026', meeting: '余白|', owner: ann, kind: 'custom' as const, suffix: 'a-_Z9' },
      { segment: 'core', meeting: 'k', owner: ann, kind: 'policy' as const, suffix: 'r1' },
    ]) {
      expect(parseTopicId(formatTopicId(parts))).toEqual(parts)
    }
  })

  it.each([
    '',
    'y2026',
    `y2026/k/${ann}`,
    `y2026/k/${ann}/work/x`,
    `y2026/k/ANN/work`,
    `y2026//${ann}/work`,
    `y2026/k/${ann}/unknown`,
    `y2026/k/${ann}/custom`,
    `y2026/k/${ann}/work.`,
    `y2026/k/${ann}/work.a b`,
    `y2026/%41/${ann}/work`,
    `__proto__/k/${ann}/work`,
  ])('%j is no topic id', (id) => {
    expect(parseTopicId(id)).toBeNull()
  })
})
