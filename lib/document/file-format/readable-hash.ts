import { encodeUtf8, toHex } from '../../base/bytes.ts'
import type { Sha256 } from '../../base/hash.ts'

/**
 * The hash of the readable part, by which an edit by hand is noticed. Line ends and white space at the ends
 * of lines and of the text do not count: storage and editors change them on their own.
 */
export async function hashReadable(text: string, sha256: Sha256): Promise<string> {
  const lines = text.split('\n').map((line) => line.trimEnd())
  return toHex(await sha256(encodeUtf8(lines.join('\n').trim())))
}
