import { type BothLanguages, relationGuides } from './relation-guides.ts'

/** Every theme of the guides, by its words in either language. */
const byWords = new Map<string, BothLanguages>(
  Object.values(relationGuides)
    .flatMap(({ themes }) => themes)
    .flatMap((theme) => [
      [theme.ja, theme],
      [theme.en, theme],
    ]),
)

/**
 * The theme of a guide that a title was picked from, known by its words in either language; null for a title of
 * one's own.
 */
export function findTheme(title: string): BothLanguages | null {
  return byWords.get(title.trim()) ?? null
}

/** A title as somebody who reads this language sees it: a theme of a guide in their language, own words as they are. */
export function titleIn(language: keyof BothLanguages, title: string): string {
  return findTheme(title)?.[language] ?? title
}

/** Equal for titles that say the same: one theme in two languages is one. */
export function subjectOfTitle(title: string): string {
  return findTheme(title)?.ja ?? title.trim()
}
