import { describe, expect, it } from 'vitest'
import { dialogueMapSchema } from '../../../lib/messaging/map-schemas.ts'
import {
  type DialogueMap,
  dialogueMapOf,
  type MappedPair,
  type PairDigest,
} from '../../../lib/model/dialogue-map.ts'
import type { RelationKind, TopicKind } from '../../../lib/model/topics.ts'

const today = '2026-11-25'

function digestOf(parts: Partial<PairDigest> = {}): PairDigest {
  return {
    relation: 'boss',
    isClosed: false,
    aliases: {},
    heldDays: [],
    topics: [],
    ...parts,
  }
}

function pair(digit: string, parts: Partial<MappedPair> = {}): MappedPair {
  return {
    pairId: digit.repeat(32),
    partner: { id: digit.repeat(16), email: `${digit}@example.com`, name: `Person ${digit}` },
    digest: digestOf(),
    pastDays: [],
    next: null,
    ...parts,
  }
}

function inRelation(digit: string, relation: RelationKind | null, heldDay: string | null) {
  return pair(digit, {
    digest: digestOf({ relation, heldDays: heldDay === null ? [] : [heldDay] }),
  })
}

const booked = (day: string, startMs: number | null = null) => ({
  meeting: `${day}|`,
  startMs,
  day,
})

function cell(map: DialogueMap, kind: TopicKind, relation: RelationKind | null) {
  return map.rows.find((row) => row.kind === kind)?.cells.find((one) => one.relation === relation)
}

describe('the map', () => {
  it('begins empty, with nothing to suggest', () => {
    const map = dialogueMapOf([], today)
    expect(map.relations).toEqual([])
    expect(map.suggestion).toBeNull()
    expect(dialogueMapSchema.parse(map)).toEqual(map)
  })

  it('places partners by relation: who is met soonest first, then who was met last, closed ones behind', () => {
    const map = dialogueMapOf(
      [
        inRelation('1', 'mentor', '2026-09-01'),
        inRelation('2', 'mentor', '2026-11-01'),
        { ...inRelation('3', 'mentor', null), next: booked('2026-12-24') },
        { ...inRelation('4', 'mentor', null), next: booked('2026-12-01') },
        pair('5', {
          digest: digestOf({ relation: 'mentor', isClosed: true, heldDays: ['2026-11-20'] }),
        }),
        inRelation('6', 'boss', '2026-11-11'),
        pair('7', { digest: null, pastDays: ['2026-11-12'] }),
      ],
      today,
    )
    expect(
      map.relations.map(({ relation, partners }) => [
        relation,
        partners.map(({ pairId }) => pairId.charAt(0)).join(''),
      ]),
    ).toEqual([
      ['boss', '6'],
      ['mentor', '43215'],
      [null, '7'],
    ])
    expect(map.relations[1]?.partners.map(({ lastDay }) => lastDay)).toEqual([
      null,
      null,
      '2026-11-01',
      '2026-09-01',
      '2026-11-20',
    ])
    expect(dialogueMapSchema.parse(map)).toEqual(map)
  })

  it('knows the last time from documents and from events, and nothing of the future', () => {
    const held = pair('1', {
      digest: digestOf({ heldDays: ['2026-10-01', '2026-12-02'] }),
      pastDays: ['2026-11-03', '2026-12-01'],
    })
    expect(dialogueMapOf([held], today).relations[0]?.partners[0]?.lastDay).toBe('2026-11-03')
  })

  it('takes a day to which topics were brought for a day on which the two talked', () => {
    const brought = (day: string) => ({ day, relation: null, kind: 'work', count: 1 }) as const
    const topics = [brought('2026-11-10'), brought('2026-12-10'), brought('2026-10-10')]
    const digest = digestOf({ heldDays: ['2026-09-09'], topics })
    expect(dialogueMapOf([pair('1', { digest })], today).relations[0]?.partners[0]?.lastDay).toBe(
      '2026-11-10',
    )
  })

  it('shows two addresses of one person as one partner, whose margin opens where the next time is', () => {
    const merged = { ['2'.repeat(16)]: '1'.repeat(16) }
    const pairs = [
      pair('1', {
        digest: digestOf({ relation: null, aliases: merged, heldDays: ['2026-11-20'] }),
      }),
      pair('2', {
        digest: digestOf({ relation: 'diagonal', aliases: merged, heldDays: ['2026-05-01'] }),
        next: booked('2026-12-01', 5),
      }),
    ]
    expect(dialogueMapOf(pairs, today).relations).toEqual([
      {
        relation: 'diagonal',
        partners: [
          {
            pairId: '2'.repeat(32),
            partner: pairs[0]?.partner,
            lastDay: '2026-11-20',
            next: booked('2026-12-01', 5),
            isClosed: false,
          },
        ],
      },
    ])
  })

  it('counts what was talked about under an address without a relation for that of the other one', () => {
    const aliases = { ['2'.repeat(16)]: '1'.repeat(16) }
    const topics = [{ day: today, relation: null, kind: 'work', count: 2 } as const]
    const now = digestOf({ relation: null, aliases, topics })
    const counted = (isClosed: boolean) =>
      dialogueMapOf(
        [
          pair('1', { digest: now }),
          pair('2', { digest: digestOf({ relation: 'mentor', aliases, isClosed }) }),
        ],
        today,
      )
        .rows.find(({ kind }) => kind === 'work')
        ?.cells.filter(({ count }) => count > 0)
        .map(({ relation, count }) => [relation, count])
    expect(counted(false)).toEqual([['mentor', 2]])
    expect(counted(true)).toEqual([[null, 2]])
  })

  it('counts topics of twelve months by relation, each with a level for its word', () => {
    const topic = (day: string, count: number, parts: Partial<{ kind: TopicKind }> = {}) => ({
      day,
      relation: 'boss' as const,
      kind: 'work' as const,
      count,
      ...parts,
    })
    const topics = [
      topic('2025-11-30', 50),
      topic('2025-12-01', 2),
      topic(today, 4),
      topic('2026-11-26', 50),
      topic('2026-10-01', 2, { kind: 'career' }),
      topic('2026-10-01', 3, { kind: 'growth' }),
    ]
    const map = dialogueMapOf([pair('1', { digest: digestOf({ topics }) })], today)
    expect(map.fromDay).toBe('2025-12-01')
    expect(cell(map, 'work', 'boss')).toEqual({ relation: 'boss', count: 6, level: 3 })
    expect(cell(map, 'growth', 'boss')).toMatchObject({ count: 3, level: 2 })
    expect(cell(map, 'career', 'boss')).toMatchObject({ count: 2, level: 1 })
    expect(cell(map, 'policy', 'boss')).toMatchObject({ count: 0, level: 0 })
    // All four relations stand in it, and nothing else while all are chosen.
    expect(map.rows[0]?.cells.map(({ relation }) => relation)).toEqual([
      'boss',
      'mentor',
      'lateral',
      'diagonal',
    ])
  })

  it('has a column for what has no relation where there is something', () => {
    const columns = (pairs: MappedPair[]) =>
      dialogueMapOf(pairs, today).rows[0]?.cells.map(({ relation }) => relation)
    expect(columns([inRelation('1', null, null)])?.at(-1)).toBeNull()
    const before = { day: '2026-10-01', relation: null, kind: 'work', count: 1 } as const
    expect(columns([pair('1', { digest: digestOf({ topics: [before] }) })])?.at(-1)).toBeNull()
  })
})

describe('the suggestion', () => {
  const suggested = (...pairs: MappedPair[]) => dialogueMapOf(pairs, today).suggestion
  const recent = '2026-11-01'

  it('names the relation furthest from the daily work that there is nobody for', () => {
    const boss = inRelation('1', 'boss', recent)
    const diagonal = inRelation('2', 'diagonal', recent)
    const mentor = inRelation('3', 'mentor', recent)
    const lateral = inRelation('4', 'lateral', recent)
    expect(suggested(boss)).toEqual({ relation: 'diagonal', reason: 'never' })
    expect(suggested(boss, diagonal)).toEqual({ relation: 'mentor', reason: 'never' })
    expect(suggested(boss, diagonal, mentor)).toEqual({ relation: 'lateral', reason: 'never' })
    expect(suggested(diagonal, mentor, lateral)).toEqual({ relation: 'boss', reason: 'never' })
    expect(suggested(boss, diagonal, mentor, lateral)).toBeNull()
  })

  it('never names a person', () => {
    expect(JSON.stringify(suggested(inRelation('1', 'boss', recent)))).not.toMatch(/Person|1{8}/)
  })

  it('says quiet only after ninety days with nothing in sight', () => {
    const others = (['boss', 'mentor', 'lateral'] as const).map((relation, at) =>
      inRelation(`${at + 1}`, relation, recent),
    )
    expect(suggested(...others, inRelation('4', 'diagonal', '2026-08-27'))).toBeNull()
    const quiet = inRelation('4', 'diagonal', '2026-08-26')
    expect(suggested(...others, quiet)).toEqual({ relation: 'diagonal', reason: 'quiet' })
    expect(suggested(...others, { ...quiet, next: booked('2027-03-01') })).toBeNull()
  })

  it('is silent at the beginning, and while somebody one talked with has no relation', () => {
    expect(suggested(inRelation('1', 'boss', null))).toBeNull()
    const boss = inRelation('1', 'boss', recent)
    expect(suggested(boss, inRelation('2', null, recent))).toBeNull()
    expect(suggested(boss, inRelation('2', null, null))?.relation).toBe('diagonal')
  })
})
