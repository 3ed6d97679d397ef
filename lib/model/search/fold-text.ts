import type { TextRange } from '../locate-quote.ts'

/**
 * Text as the search compares it: widths and compatibility forms as NFKC has them, lower case, katakana as
 * hiragana, dashes after kana as the long-vowel mark, and サーバー as サーバ. Cautious beyond that: voicing
 * marks, small kana and accents tell words apart, and short words (エラー) keep their last vowel.
 */
export function foldText(text: string): string {
  return foldKana(dropLastVowels(unifyDashes(lower(text))))
}

/** A folded text that knows where each unit came from. */
export interface FoldedText {
  text: string
  /** The stretch of the original behind a stretch of `text`. */
  originalRange(start: number, end: number): TextRange
}

/** {@link foldText} with the way back; slower, for what is shown. */
export function foldWithOrigins(original: string): FoldedText {
  const { starts, ends, lowered } = lowerWithOrigins(original)
  const text = unifyDashes(lowered)
  const dropped = new Set([...text.matchAll(lastVowelPattern)].map((match) => match.index))
  const kept: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (!dropped.has(at)) kept.push(at)
    else {
      // What is shown as found includes the vowel that was passed over.
      const before = kept.at(-1)
      if (before !== undefined) ends[before] = ends[at] ?? 0
    }
  }
  return {
    text: foldKana(dropLastVowels(text)),
    originalRange(start, end) {
      const first = kept[start] ?? text.length
      const last = kept[end - 1] ?? first
      return {
        start: starts[first] ?? original.length,
        end: end <= start ? (starts[first] ?? original.length) : (ends[last] ?? original.length),
      }
    },
  }
}

function lowerWithOrigins(original: string): {
  lowered: string
  starts: number[]
  ends: number[]
} {
  const starts: number[] = []
  const ends: number[] = []
  const whole = lower(original)
  const isUnitByUnit =
    whole.length === original.length &&
    original.normalize('NFKC') === original &&
    !/[\p{M}\uff9e\uff9f]/u.test(original)
  if (isUnitByUnit) {
    for (let unit = 0; unit < whole.length; unit++) {
      starts.push(unit)
      ends.push(unit + 1)
    }
    return { lowered: whole, starts, ends }
  }
  let lowered = ''
  for (const match of original.matchAll(clusterPattern)) {
    const folded = lower(match[0])
    lowered += folded
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(match.index)
      ends.push(match.index + match[0].length)
    }
  }
  return { lowered, starts, ends }
}

/** A search term, folded; its last long vowel goes even in hiragana, for it may be typed either way. */
export function foldTerm(term: string): string {
  return foldText(term).replace(/(?<=[ぁ-ゖー]{3})ー$/u, '')
}

/**
 * A letter with everything that composes with it: marks, half-width voicing marks, and runs of Hangul, whose
 * letters compose with each other. Normalising each alone gives what normalising the whole gives.
 */
const clusterPattern =
  /[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]+|\P{M}[\p{M}\uff9e\uff9f]*|[\p{M}\uff9e\uff9f]+/gu

const lastVowelPattern = /(?<=[ァ-ヺー]{3})ー(?![ァ-ヺー])/gu

function lower(text: string): string {
  // The final sigma depends on what follows; a search does not.
  return text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ')
}

function unifyDashes(text: string): string {
  return text.replace(/(?<=[ぁ-ゖァ-ヺー])[-‐‒–—―−─]+/gu, (dashes) => 'ー'.repeat(dashes.length))
}

function dropLastVowels(text: string): string {
  return text.replace(lastVowelPattern, '')
}

/** Katakana and hiragana stand in the same order, 0x60 apart. https://www.unicode.org/charts/PDF/U30A0.pdf */
function foldKana(text: string): string {
  return text.replace(/[ァ-ヶヽヾ]+/gu, (run) => {
    let folded = ''
    for (let at = 0; at < run.length; at++) {
      folded += String.fromCharCode(run.charCodeAt(at) - 0x60)
    }
    return folded
  })
}
