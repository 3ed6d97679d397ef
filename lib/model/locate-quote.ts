import type { Quote } from './memo.ts'

/** A stretch of a text, in UTF-16 units. */
export interface TextRange {
  start: number
  end: number
}

/** Where a quoted sentence stands now. */
export interface LocatedQuote extends TextRange {
  /** False when the sentence was changed since it was quoted: show both, the quote and what stands there. */
  isExact: boolean
}

/** How much of what stands around a quote is remembered, in UTF-16 units. */
const contextLength = 32

/** Below this likeness (0 to 1) a sentence is another one. */
const leastLikeness = 0.5

/** Up to a full stop of either script with its closing brackets, or a line end; "1.5" has none. */
const sentencePattern = /(?:[^。．！？!?\n.]|\.(?!\s|$))+(?:[。．！？!?]+[」』）)]*|\.|(?=\n)|$)/g

/** The sentences of a text, without the white space around them; empty lines are none. */
export function listSentences(text: string): TextRange[] {
  const ranges: TextRange[] = []
  for (const match of text.matchAll(sentencePattern)) {
    const trimmed = match[0].trim()
    if (trimmed === '') continue
    const start = match.index + match[0].indexOf(trimmed)
    ranges.push({ start, end: start + trimmed.length })
  }
  return ranges
}

/** A stretch of a text as a quote that can be found again. */
export function quoteAt(text: string, { start, end }: TextRange): Quote {
  return {
    text: text.slice(start, end).toWellFormed(),
    before: text.slice(Math.max(0, start - contextLength), start).toWellFormed(),
    after: text.slice(end, end + contextLength).toWellFormed(),
  }
}

/**
 * Finds a quote in the text as it reads now: the same words, the one with the same surroundings where there
 * are several; else what now stands between those surroundings; else the sentence most alike. Null when
 * nothing is left of it: then the quote itself is all there is to show.
 */
export function locateQuote(text: string, quote: Quote): LocatedQuote | null {
  if (quote.text === '') return null
  return findExact(text, quote) ?? findBetween(text, quote) ?? findAlike(text, quote.text)
}

function findExact(text: string, quote: Quote): LocatedQuote | null {
  let best: LocatedQuote | null = null
  let bestScore = -1
  for (let at = text.indexOf(quote.text); at >= 0; at = text.indexOf(quote.text, at + 1)) {
    const end = at + quote.text.length
    const score =
      sharedEnd(text.slice(Math.max(0, at - contextLength), at), quote.before) +
      sharedStart(text.slice(end, end + contextLength), quote.after)
    if (score <= bestScore) continue
    best = { start: at, end, isExact: true }
    bestScore = score
  }
  return best
}

/** What was put in the place of the quote, when both sides still stand and no more than a sentence is new. */
function findBetween(text: string, { text: words, before, after }: Quote): LocatedQuote | null {
  if (before.trim() === '' || after.trim() === '') return null
  const from = text.indexOf(before)
  if (from < 0) return null
  const start = from + before.length
  const end = text.indexOf(after, start)
  if (end < 0 || end - start > words.length * 3 + contextLength) return null
  const between = text.slice(start, end)
  const trimmed = between.trim()
  if (trimmed === '') return null
  const offset = start + between.indexOf(trimmed)
  return { start: offset, end: offset + trimmed.length, isExact: false }
}

function findAlike(text: string, words: string): LocatedQuote | null {
  const wanted = pairsOf(words)
  let best: LocatedQuote | null = null
  let bestLikeness = leastLikeness
  for (const range of listSentences(text)) {
    const likeness = likenessOf(wanted, pairsOf(text.slice(range.start, range.end)))
    if (likeness < bestLikeness || (best !== null && likeness === bestLikeness)) continue
    best = { ...range, isExact: false }
    bestLikeness = likeness
  }
  return best
}

/** Neighbouring letters, the usual measure for short texts without spaces (Dice's coefficient). */
function pairsOf(words: string): Map<string, number> {
  const letters = [...words.normalize('NFKC').toLowerCase()].filter((one) => one.trim() !== '')
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < letters.length; at++) {
    const pair = `${letters[at]}${letters[at + 1]}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

function likenessOf(a: Map<string, number>, b: Map<string, number>): number {
  let shared = 0
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0)
  const total = sumOf(a) + sumOf(b)
  return total === 0 ? 0 : (2 * shared) / total
}

function sumOf(counts: Map<string, number>): number {
  let sum = 0
  for (const count of counts.values()) sum += count
  return sum
}

function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1
  return at
}

function sharedEnd(a: string, b: string): number {
  let count = 0
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count += 1
  return count
}
