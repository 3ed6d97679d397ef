/** Spellings that hardly anybody uses for anything but a conversation of two. */
const strongHints = [
  /(?<![\d:/.-])1\s?[:：]\s?1(?![\d:/.])/,
  /(?<![\d/.-])1\s?-\s?1(?![\d/.-])/,
  /(?<!\d)1\s?(?:-\s?)?on\s?(?:-\s?)?1(?!\d)/,
  /\bone[\s-]on[\s-]one\b/,
  /\bone[\s-]to[\s-]one\b/,
  /\bo3\b/,
  /ワン\s?[・-]?\s?オン\s?[・-]?\s?ワン/,
  /面談/,
  /メンタリング/,
  /\bmentoring\b/,
  /원온원|일대일|1\s?대\s?1/,
  /<>/,
]

/** Spellings that also name meetings of many. */
const weakHints = [/\bsync\b/, /\bcheck[\s-]?in\b/, /\bweekly\b/, /\S\s[/／×]\s\S/, /さんと/]

function normalise(title: string): string {
  return title.normalize('NFKC').toLowerCase()
}

/**
 * How strongly a title suggests a 1-on-1. Titles are only ever hints: they may make us offer, never
 * open. `weak` words ("sync", "weekly") count only beside other evidence.
 */
export function readTitleHint(title: string): 'strong' | 'weak' | 'none' {
  const text = normalise(title)
  if (strongHints.some((hint) => hint.test(text))) return 'strong'
  return weakHints.some((hint) => hint.test(text)) ? 'weak' : 'none'
}
