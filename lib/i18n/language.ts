/** Languages the product speaks. */
export type Language = 'ja' | 'en'

/** The language for a BCP 47 tag; what we do not speak becomes English. */
export function languageOf(tag: string): Language {
  return /^ja\b/i.test(tag) ? 'ja' : 'en'
}
