/** Characters that steer the direction of what follows them; a name has no business with them. */
const directionControls = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g

/** Letters that run from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

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

/**
 * Somebody's words as part of our sentence: without control over its direction, and in an isolate where
 * they run from right to left. https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */
export function isolateText(text: string): string {
  const plain = text.replaceAll(directionControls, '')
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain
}
