import type { TextRange } from '../locate-quote.ts'

/** A piece of a text around what was found in it. */
export interface Excerpt {
  text: string
  /** The ranges, inside `text`. */
  ranges: TextRange[]
  /** True where the original goes on. */
  isCutBefore: boolean
  isCutAfter: boolean
}

/**
 * About `length` UTF-16 units of a text, so that the first range is in it with something before it; the
 * beginning when there is none. Never cuts a surrogate pair or a letter from its marks.
 */
export function excerptOf(text: string, ranges: readonly TextRange[], length = 120): Excerpt {
  if (text.length <= length) {
    return { text, ranges: [...ranges], isCutBefore: false, isCutAfter: false }
  }
  const first = ranges[0]?.start ?? 0
  const wanted = Math.min(Math.max(0, first - Math.floor(length / 4)), text.length - length)
  const start = letterStart(text, wanted)
  const end = letterStart(text, Math.min(text.length, start + length))
  const inside = ranges
    .filter((range) => range.end > start && range.start < end)
    .map((range) => ({
      start: Math.max(range.start, start) - start,
      end: Math.min(range.end, end) - start,
    }))
  return {
    text: text.slice(start, end),
    ranges: inside,
    isCutBefore: start > 0,
    isCutAfter: end < text.length,
  }
}

/** The nearest position at or before `at` where a letter begins. */
function letterStart(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length))
  // A letter with its marks rarely has more than a few dozen units; look no further back.
  const from = Math.max(0, at - 64)
  let position = at
  while (position > from && joinsWithBefore(text, position)) position -= 1
  return position
}

function joinsWithBefore(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0
  const isLowHalf = code >= 0xdc00 && code <= 0xdfff
  const isJoined = text[at - 1] === '\u200d' || code === 0x200d
  return (
    isLowHalf || isJoined || /^[\p{M}\p{Emoji_Modifier}\uff9e\uff9f]/u.test(text.slice(at, at + 2))
  )
}
