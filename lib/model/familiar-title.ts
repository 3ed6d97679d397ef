import { readTitleHint } from './title-rule.ts'

/**
 * Whether a title speaks for a conversation with one certain person: it says that it is a 1-on-1, names that
 * person, or is one under which the two have met before.
 */
export function isFamiliarTitle(
  title: string,
  partnerName: string,
  earlierTitles: readonly string[],
): boolean {
  if (readTitleHint(title) === 'strong') return true
  const text = normalise(title)
  const parts = partnerName.split(/[\s\u3000,]+/u).map(normalise)
  return (
    parts.some((part) => part !== '' && hasWord(text, part)) ||
    earlierTitles.some((earlier) => normalise(earlier) === text)
  )
}

/** Letters of one script stand together in a word: "Li" is not in "client". Kanji and kana do without spaces. */
function hasWord(text: string, part: string): boolean {
  const isLatin = /^[\p{Script=Latin}\p{M}.'’-]+$/u.test(part)
  if (!isLatin) return text.includes(part)
  return text.split(/[^\p{L}\p{M}'’.-]+/u).includes(part)
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}
