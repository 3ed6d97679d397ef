import { foldTerm } from './fold-text.ts'

/** More terms than these are not looked at; a pasted page is no question. */
const mostTerms = 16

/**
 * The terms of a query, each as the folded spellings that find it: words apart by white space of any width; a
 * phrase in double quotes is one term. Empty for an empty query.
 */
export function parseQuery(query: string): string[][] {
  const terms = [
    ...query
      .normalize('NFKC')
      .slice(0, 1000)
      .matchAll(/"([^"]*)"?|[^\s"]+/gu),
  ]
    .map((match) => (match[1] ?? match[0]).trim())
    .filter((term) => term !== '')
  const bySpelling = new Map(terms.map((term) => [foldTerm(term).join('\n'), foldTerm(term)]))
  return [...bySpelling.values()].slice(0, mostTerms)
}
