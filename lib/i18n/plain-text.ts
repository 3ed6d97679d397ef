import { isolateName } from '../base/bidi.ts'

// Building one costs far more than using it.
let segmenter: Intl.Segmenter | null = null

/** The first `count` letters of a text as a reader counts them, with an ellipsis when something was cut. */
export function cutText(text: string, count: number): string {
  // No letter is shorter than one unit of the string: what is short enough needs no counting.
  if (text.length <= count) return text
  // Long before segmenting: a page may hand us 10,000 characters, a letter rarely has more than a dozen.
  const head = text.slice(0, count * 16)
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const letters = [...segmenter.segment(head)]
  if (letters.length <= count && head.length === text.length) return text
  return `${letters
    .slice(0, count)
    .map((one) => one.segment)
    .join('')}…`
}

/** Somebody's name or line as part of our sentence; see `isolateName`. */
export const isolateText = isolateName
