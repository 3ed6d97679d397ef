import { encodeUtf8, toHex } from '../../base/bytes.ts'
import type { Sha256 } from '../../base/hash.ts'

/** How the state block of any version begins. The last one in a file counts. */
export const stateMarker = '<!-- yohaku-state/'

/** How the state block ends. Base64 has no hyphen, so state cannot close the comment by itself. */
export const stateEnd = '-->'

/** The major version this code reads and writes. */
export const formatMajor = 1

/** A line of the block in words: the first names it, the others are `key=value` or unknown. */
export interface StateLine {
  name: string
  words: readonly string[]
}

/** Longest line of words; base64 lines are measured by the file alone. */
const maxLineLength = 4096

const wordPattern = /^[A-Za-z0-9._:+/=@~-]+$/

/** Writes a line, closed by the checksum of everything before it. */
export async function writeStateLine(line: StateLine, sha256: Sha256): Promise<string> {
  const text = [line.name, ...line.words].join(' ')
  return `${text} sum=${await sumOf(text, sha256)}`
}

/**
 * Reads a line; null when it is damaged. White space between words is not part of the sum, so that a
 * tool that reflows spaces does no harm.
 */
export async function readStateLine(text: string, sha256: Sha256): Promise<StateLine | null> {
  if (text.length > maxLineLength) return null
  const words = text.trim().split(/[ \t]+/)
  const last = words.pop() ?? ''
  const name = words[0] ?? ''
  if (!last.startsWith('sum=') || words.some((word) => !wordPattern.test(word))) return null
  const sum = await sumOf(words.join(' '), sha256)
  return last === `sum=${sum}` ? { name, words: words.slice(1) } : null
}

/** True for a line that opens a segment (damaged or not): base64 holds no spaces and no such key. */
export function isSegmentLine(text: string): boolean {
  return /\slen=/.test(text)
}

/** The value of the first word `key=…`; null when there is none. */
export function valueOfWord(line: StateLine, key: string): string | null {
  const found = line.words.find((word) => word.startsWith(`${key}=`))
  return found === undefined ? null : found.slice(key.length + 1)
}

/** The words whose key is none of `keys`, in order. */
export function unknownWordsOf(line: StateLine, keys: readonly string[]): string[] {
  return line.words.filter((word) => !keys.some((key) => word.startsWith(`${key}=`)))
}

async function sumOf(text: string, sha256: Sha256): Promise<string> {
  return toHex(await sha256(encodeUtf8(text))).slice(0, 16)
}
