import { withoutTurning } from '../../base/bidi.ts'

/**
 * Text of a person as Markdown that shows exactly those characters: no markup, no HTML, no link, no image,
 * so that a preview of the file cannot be made to fetch anything. Only what could start markup is escaped,
 * to keep the raw file pleasant to read. One line in, one line out.
 * https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function escapeInline(line: string): string {
  return (
    line
      // Line breaks of every kind, and control characters that a viewer may turn into one.
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .replace(/[\\`*_[\]~|$]/g, '\\$&')
      // Only where it would read as a character reference.
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Some viewers turn bare addresses into links. https://github.github.com/gfm/#autolinks-extension-
      .replace(/:(?=\/\/)/g, '\\:')
      .replace(/\bwww\./gi, (match) => `${match.slice(0, -1)}\\.`)
      .replaceAll('@', '\\@')
      // What makes a heading, list, rule or table at the start of a line.
      .replace(/^(\s*)([#+\-=:]|\d+(?=[.)]))/, (_, space: string, mark: string) =>
        /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
      )
  )
}

/**
 * A text of several lines as a quotation: each line escaped and prefixed, blank lines kept. What would turn the
 * lines after it around is left out.
 */
export function quoteLines(text: string, indent: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => `${indent}> ${escapeInline(withoutTurning(line.trimEnd()))}`.trimEnd())
}
