import type { TextRange } from '../locate-quote.ts'

/**
 * Text as the search compares it: widths and compatibility forms as NFKC has them, lower case, katakana as
 * hiragana, ヴァ as バ, こゝろ as こころ, dashes after kana as the long-vowel mark, and サーバー as サーバ.
 * Cautious beyond that: voicing marks, small kana and accents tell words apart, and short words (エラー) keep
 * their last vowel.
 */
export function foldText(text: string): string {
  return foldKana(dropLastVowels(foldVu(unifyDashes(lower(text)))))
}

/** A folded text that knows where each unit came from. */
export interface FoldedText {
  text: string
  /** The stretch of the original behind a stretch of `text`. */
  originalRange(start: number, end: number): TextRange
}

/** {@link foldText} with the way back; slower, for what is shown. */
export function foldWithOrigins(original: string): FoldedText {
  const lowered = lowerWithOrigins(original)
  const dashed = { ...lowered, text: unifyDashes(lowered.text) }
  const voiced = dropUnits(dashed, foldVu(dashed.text), smallAfterVu(dashed.text))
  const lastVowels = new Set([...voiced.text.matchAll(lastVowelPattern)].map(({ index }) => index))
  const { text, starts, ends } = dropUnits(voiced, dropLastVowels(voiced.text), lastVowels)
  return {
    text: foldKana(text),
    originalRange(start, end) {
      const from = starts[start] ?? original.length
      return { start: from, end: end <= start ? from : (ends[end - 1] ?? original.length) }
    },
  }
}

/** A text in the making; each unit with the stretch of the original it stands for. */
interface TracedText {
  text: string
  starts: number[]
  ends: number[]
}

/** `text` is what is left once the units at `dropped` are gone; what is shown as found includes them. */
function dropUnits(before: TracedText, text: string, dropped: ReadonlySet<number>): TracedText {
  const starts: number[] = []
  const ends: number[] = []
  before.starts.forEach((start, at) => {
    const end = before.ends[at] ?? start
    if (dropped.has(at) && ends.length > 0) ends[ends.length - 1] = end
    else {
      starts.push(start)
      ends.push(end)
    }
  })
  return { text, starts, ends }
}

function lowerWithOrigins(original: string): TracedText {
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
    return { text: whole, starts, ends }
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
  return { text: lowered, starts, ends }
}

/** So many long vowels of one term are tried with and without each other. */
const vowelsTried = 3

/**
 * The spellings under which a folded text may hold a term. In hiragana nobody can tell where a katakana word
 * ends: with さーばー管理 a text may say サーバー管理, さーばー管理 or サーバ管理. One that stands in another is
 * left out.
 */
export function foldTerm(term: string): string[] {
  const whole = foldKana(foldVu(unifyDashes(lower(term))))
  const vowels = [...whole.matchAll(/(?<=[ぁ-ゖー]{3})ー/gu)].map(({ index }) => index)
  const without = (dropped: readonly number[]): string =>
    [...whole].filter((_, at) => !dropped.includes(at)).join('')
  let choices: number[][] = [[]]
  if (vowels.length > vowelsTried) choices.push(vowels)
  else for (const vowel of vowels) choices = choices.flatMap((one) => [one, [...one, vowel]])
  const spellings = [...new Set(choices.map(without))]
  return spellings.filter((one) => !spellings.some((other) => other !== one && one.includes(other)))
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

const voicedRow: Readonly<Record<string, string>> = {
  ヷ: 'バ',
  ヸ: 'ビ',
  ヹ: 'ベ',
  ヺ: 'ボ',
  ァ: 'バ',
  ィ: 'ビ',
  ェ: 'ベ',
  ォ: 'ボ',
  ぁ: 'バ',
  ぃ: 'ビ',
  ぇ: 'ベ',
  ぉ: 'ボ',
}

const vuPattern = /[ヴゔ]([ァィェォぁぃぇぉ]?)|[ヷ-ヺ]/gu

/** ヴァイオリン and バイオリン are one word. */
function foldVu(text: string): string {
  return text
    .replace(/[ヴゔ](?=[ュゅ])/gu, 'ビ')
    .replace(vuPattern, (found, small: string | undefined) => {
      if (small === '') return 'ブ'
      return voicedRow[small ?? found] ?? found
    })
}

/** The small vowels that {@link foldVu} takes into the letter before them. */
function smallAfterVu(text: string): Set<number> {
  return new Set(
    [...text.matchAll(vuPattern)].flatMap(({ 0: found, index }) =>
      found.length === 2 ? [index + 1] : [],
    ),
  )
}

/** Katakana and hiragana stand in the same order, 0x60 apart. https://www.unicode.org/charts/PDF/U30A0.pdf */
function foldKana(text: string): string {
  const hiragana = text.replace(/[ァ-ヶヽヾ]+/gu, (run) => {
    let folded = ''
    for (let at = 0; at < run.length; at++) {
      folded += String.fromCharCode(run.charCodeAt(at) - 0x60)
    }
    return folded
  })
  return hiragana.replace(/[ぁ-ゖ][ゝゞ]+/gu, repeatKana)
}

/** ゝ repeats the kana before it without voice, ゞ with it; where there is none to add, the mark stays. */
function repeatKana(run: string): string {
  let folded = run.charAt(0)
  for (const mark of run.slice(1)) {
    const plain = folded.slice(-1).normalize('NFD').charAt(0)
    const kana = mark === 'ゝ' ? plain : `${plain}\u3099`.normalize('NFC')
    folded += kana.length === 1 ? kana : mark
  }
  return folded
}
