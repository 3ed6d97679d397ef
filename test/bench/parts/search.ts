import { foldText } from '../../../lib/model/search/fold-text.ts'
import type { EntryKind, SearchEntry } from '../../../lib/model/search/search-entry.ts'
import { createSearchIndex } from '../../../lib/model/search/search-index.ts'
import { mulberry32 } from '../../support/replica-world.ts'
import { alternate } from '../alternate.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import { createTextMaker } from '../documents/make-text.ts'
import { type Figure, makeFigure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

/**
 * The search over everything local: 200 and 2,000 meetings of 4 topics (400 characters), 4 memos (120) and a
 * promise, in one language or the other, with the prepared index in use. Beside it the same texts folded at
 * every query, which is what the preparation saves; that neither sorts nor marks what it finds.
 */
export const search: BenchPart = { name: 'search', run }

const languages = ['ja', 'en'] as const

async function run(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const language of languages) {
    for (const meetings of [200, 2000]) {
      figures.push(...(await measure(language, meetings, context)))
    }
  }
  return figures
}

async function measure(
  language: (typeof languages)[number],
  meetings: number,
  context: BenchContext,
): Promise<Figure[]> {
  const entries = makeEntries(language, meetings)
  const queries = makeQueries(entries)
  const startedMs = performance.now()
  const index = createSearchIndex()
  index.put('pair', entries)
  index.size()
  const prepareMs = performance.now() - startedMs
  const rounds = roundsOf(context, 40)
  let found = 0
  const samples = await alternate(
    rounds,
    5,
    (round) => {
      const text = queries[(round + queries.length) % queries.length] ?? ''
      const from = performance.now()
      found += index.search({ text }).total
      return performance.now() - from
    },
    (round) => {
      const term = foldText(queries[(round + queries.length) % queries.length] ?? '')
      const from = performance.now()
      for (const { text } of entries) if (foldText(text).includes(term)) found += 1
      return performance.now() - from
    },
  )
  if (found === 0) throw new Error('Nothing was found')
  const name = `search/${language}-${meetings}`
  const note = `${rounds} rounds, ${entries.length.toLocaleString('en')} texts`
  const folded = 'every text folded at each query, nothing marked'
  return [
    makeFigure({ name: `${name}/prepare`, value: prepareMs, unit: 'ms', note }),
    makeFigure({
      name: `${name}/p50`,
      value: median(samples.a),
      unit: 'ms',
      baseline: { name: folded, value: median(samples.b) },
      note,
    }),
    makeFigure({
      name: `${name}/p95`,
      value: percentile(samples.a, 0.95),
      unit: 'ms',
      baseline: { name: folded, value: percentile(samples.b, 0.95) },
      budget: { of: 'value', atMost: 100 },
      note,
    }),
  ]
}

function makeEntries(language: (typeof languages)[number], meetings: number): SearchEntry[] {
  const texts = createTextMaker(mulberry32(meetings))
  const entries: SearchEntry[] = []
  for (let at = 0; at < meetings; at++) {
    const add = (kind: EntryKind, number: number, length: number): void => {
      entries.push({
        id: `${at}/${number}`,
        pairId: '0'.repeat(32),
        kind,
        meeting: `m${at}|`,
        day: null,
        atMs: at,
        topicKind: kind === 'topic' ? 'work' : null,
        owner: null,
        title: '',
        text: texts.write(language, length),
        alsoFoundBy: '',
      })
    }
    for (let number = 0; number < 4; number++) {
      add('topic', number, 400)
      add('memo', number, 120)
    }
    add('promise', 0, 60)
  }
  return entries
}

/** Words out of the texts, rare and frequent, two at once, and one that is nowhere. */
function makeQueries(entries: readonly SearchEntry[]): string[] {
  const words = entries
    .filter((_, at) => at % Math.ceil(entries.length / 8) === 0)
    .map(({ text }) => text.slice(20, 23).trim())
  return [...words, `${words[0]} ${words[1]}`, words[2]?.slice(0, 1) ?? '', 'ここにはない words']
}
