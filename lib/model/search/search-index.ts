import type { TextRange } from '../locate-quote.ts'
import type { PairId } from '../people.ts'
import type { TopicKind } from '../topics.ts'
import { foldText, foldWithOrigins } from './fold-text.ts'
import { parseQuery } from './parse-query.ts'
import type { EntryKind, SearchEntry } from './search-entry.ts'

/** What to look for. Every filter left out lets everything through. */
export interface SearchQuery {
  /** Words that must all be in an entry; empty finds everything the filters let through. */
  text: string
  topicKinds?: readonly TopicKind[]
  entryKinds?: readonly EntryKind[]
  /** The documents of the partner looked at; several where addresses were merged. */
  pairIds?: readonly PairId[]
  /** Hits returned at most; all are counted. 50 when left out. */
  limit?: number
}

/** Something found. Ranges are in the original `title` and `text`, in UTF-16 units, apart and ascending. */
export interface SearchHit {
  entry: SearchEntry
  titleRanges: TextRange[]
  textRanges: TextRange[]
}

/** Hits, latest first. */
export interface SearchResults {
  hits: SearchHit[]
  total: number
}

/** Everything local, prepared once and asked often. Lives in memory; nothing of it is stored. */
export interface SearchIndex {
  /** Puts a source's entries in place of its former ones. Entries that read the same are not prepared anew. */
  put(source: string, entries: readonly SearchEntry[]): void
  /** Forgets a source. */
  remove(source: string): void
  search(query: SearchQuery): SearchResults
  size(): number
}

interface Prepared {
  entry: SearchEntry
  haystack: string
}

/**
 * Makes an empty index. A source is whatever is replaced as a whole: a pair's document, the private lane of a
 * pair. Looks through all texts at each query: for everything two people write in years that is faster than a
 * person notices, finds words without spaces in any language, and needs no dictionary.
 */
export function createSearchIndex(): SearchIndex {
  const sources = new Map<string, Map<string, Prepared>>()
  let sorted: Prepared[] | null = null

  const inOrder = (): Prepared[] => {
    sorted ??= [...sources.values()].flatMap((entries) => [...entries.values()]).sort(compare)
    return sorted
  }

  return {
    put(source, entries) {
      const before = sources.get(source)
      const prepared = new Map<string, Prepared>()
      for (const entry of entries) {
        const key = keyOf(entry)
        const known = before?.get(key)
        const isSame = known !== undefined && readsTheSame(known.entry, entry)
        prepared.set(key, { entry, haystack: isSame ? known.haystack : haystackOf(entry) })
      }
      sources.set(source, prepared)
      sorted = null
    },
    remove(source) {
      sources.delete(source)
      sorted = null
    },
    search(query) {
      const terms = parseQuery(query.text)
      const spellings = terms.flat()
      const limit = query.limit ?? 50
      const hits: SearchHit[] = []
      let total = 0
      for (const { entry, haystack } of inOrder()) {
        if (!isLetThrough(entry, query)) continue
        if (!terms.every((term) => term.some((one) => haystack.includes(one)))) continue
        total += 1
        if (hits.length >= limit) continue
        hits.push({
          entry,
          titleRanges: findRanges(entry.title, spellings),
          textRanges: findRanges(entry.text, spellings),
        })
      }
      return { hits, total }
    },
    size: () => inOrder().length,
  }
}

/** Every place where a term stands in a text, in the text's own units. */
export function findRanges(text: string, terms: readonly string[]): TextRange[] {
  if (terms.length === 0 || text === '') return []
  const folded = foldWithOrigins(text)
  const ranges: TextRange[] = []
  for (const term of terms) {
    for (
      let at = folded.text.indexOf(term);
      at >= 0;
      at = folded.text.indexOf(term, at + term.length)
    ) {
      ranges.push(folded.originalRange(at, at + term.length))
    }
  }
  return joinRanges(ranges)
}

function joinRanges(ranges: TextRange[]): TextRange[] {
  const joined: TextRange[] = []
  for (const range of ranges.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else joined.push({ ...range })
  }
  return joined
}

function isLetThrough(entry: SearchEntry, query: SearchQuery): boolean {
  const { topicKinds, entryKinds, pairIds } = query
  return (
    (entryKinds === undefined || entryKinds.includes(entry.kind)) &&
    (pairIds === undefined || pairIds.includes(entry.pairId)) &&
    (topicKinds === undefined || (entry.topicKind !== null && topicKinds.includes(entry.topicKind)))
  )
}

function keyOf({ pairId, kind, id }: SearchEntry): string {
  return `${pairId} ${kind} ${id}`
}

function readsTheSame(a: SearchEntry, b: SearchEntry): boolean {
  return a.text === b.text && a.title === b.title && a.alsoFoundBy === b.alsoFoundBy
}

/** A term holds no line break, so it cannot stand across two of these. */
function haystackOf({ title, text, alsoFoundBy }: SearchEntry): string {
  return foldText(`${title}\n${text}\n${alsoFoundBy}`)
}

function compare(a: Prepared, b: Prepared): number {
  if (a.entry.atMs !== b.entry.atMs) return b.entry.atMs - a.entry.atMs
  const [first, second] = [keyOf(a.entry), keyOf(b.entry)]
  return first < second ? -1 : first > second ? 1 : 0
}
