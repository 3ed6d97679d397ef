import { decodeUtf8 } from '../../../lib/base/bytes.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { decodeFile } from '../../../lib/document/file-format/decode-file.ts'
import { openSegment } from '../../../lib/document/file-format/file-segment.ts'
import { platformGzip } from '../../../lib/document/file-format/gzip.ts'
import type { World } from '../../sandbox/world.ts'

/**
 * A shared file as the product reads it: its whole text and the words in its state; null when it is not a
 * sound file of ours.
 */
export async function readSharedFile(
  bytes: Uint8Array,
): Promise<{ text: string; isHandEdited: boolean } | null> {
  const decoded = await decodeFile(new Uint8Array(bytes), null, { sha256: platformSha256 })
  if (!decoded.ok) return null
  const parts = [decodeUtf8(bytes)]
  for (const segment of decoded.value.segments) {
    const opened = await openSegment(segment, { gzip: platformGzip })
    if (!opened.ok) return null
    parts.push(decodeUtf8(opened.value))
  }
  return { text: parts.join('\n'), isHandEdited: decoded.value.isHandEdited }
}

/**
 * Every byte that reached the world as searchable text: all requests, and every version of every file with
 * its segments unpacked (Yjs keeps strings as UTF-8).
 */
export async function everyTextOf(world: World): Promise<string> {
  const parts = [
    JSON.stringify(world.log),
    JSON.stringify(world.microsoft.mails),
    ...world.microsoft.files.all().map((item) => `${item.name} ${item.description ?? ''}`),
  ]
  const contents = [
    ...world.store.drive.all().flatMap(({ revisions }) => revisions.map(({ bytes }) => bytes)),
    ...world.microsoft.files
      .all()
      .flatMap(({ versions }) => (versions ?? []).map((one) => one.bytes)),
  ]
  for (const bytes of contents) {
    parts.push(decodeUtf8(bytes))
    const decoded = await decodeFile(new Uint8Array(bytes), null, { sha256: platformSha256 })
    if (!decoded.ok) continue
    for (const segment of decoded.value.segments) {
      const opened = await openSegment(segment, { gzip: platformGzip })
      if (opened.ok) parts.push(decodeUtf8(opened.value))
    }
  }
  return parts.join('\n')
}
