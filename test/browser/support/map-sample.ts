import type { DialogueMap, HeatLevel } from '../../../lib/model/dialogue-map.ts'
import { type RelationKind, relationKinds, topicKinds } from '../../../lib/model/topics.ts'

const dayMs = 24 * 3_600_000

/** What the map draws before the first 1-on-1. */
export const emptyMap: DialogueMap = {
  relations: [],
  fromDay: '2025-12-01',
  rows: [],
  suggestion: null,
}

const columns: readonly (RelationKind | null)[] = [...relationKinds, null]

/** Topics by relation, a row per kind. */
const counts = [
  [14, 2, 3, 0, 1],
  [2, 1, 4, 0, 0],
  [1, 0, 1, 0, 0],
  [3, 7, 0, 0, 0],
  [4, 5, 0, 0, 2],
  [0, 1, 5, 0, 0],
  [2, 0, 0, 0, 0],
  [1, 3, 0, 0, 0],
] as const

/** A map with something of everything, as of `nowMs`. */
export function sampleMap(nowMs: number): DialogueMap {
  const person = (digit: string, name: string) => ({
    pairId: digit.repeat(32),
    partner: { id: digit.repeat(16), email: `p${digit}@example.com`, name },
  })
  const startMs = nowMs + dayMs
  return {
    relations: [
      {
        relation: 'boss',
        partners: [
          {
            ...person('1', '佐藤課長'),
            lastDay: '2026-11-18',
            next: { meeting: 'weekly@google.com|', startMs, day: '2026-11-26' },
            isClosed: false,
          },
        ],
      },
      {
        relation: 'mentor',
        partners: [
          { ...person('2', '森 つかさ'), lastDay: '2026-10-30', next: null, isClosed: false },
          { ...person('3', '<b>Robin</b>'), lastDay: '2026-03-02', next: null, isClosed: true },
        ],
      },
      {
        relation: 'lateral',
        partners: [
          {
            ...person('4', '長い名前の部署の長い名前のひとであるところの鈴木'),
            lastDay: null,
            next: { meeting: 'lunch@google.com|', startMs: null, day: '2026-12-03' },
            isClosed: false,
          },
        ],
      },
      {
        relation: null,
        partners: [{ ...person('5', ''), lastDay: '2025-12-24', next: null, isClosed: false }],
      },
    ],
    fromDay: '2025-12-01',
    rows: topicKinds.map((kind, row) => ({
      kind,
      cells: columns.map((relation, column) => {
        const count = counts[row]?.[column] ?? 0
        return { relation, count, level: levelOf(count) }
      }),
    })),
    suggestion: { relation: 'diagonal', reason: 'never' },
  }
}

function levelOf(count: number): HeatLevel {
  return count === 0 ? 0 : count < 3 ? 1 : count < 6 ? 2 : 3
}
