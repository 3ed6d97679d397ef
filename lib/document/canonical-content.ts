import * as Y from 'yjs'
import { encodeUtf8, toHex } from '../base/bytes.ts'
import type { Sha256 } from '../base/hash.ts'
import { internalsOf } from './replica-internals.ts'
import type { Replica, SegmentId } from './types.ts'

/**
 * Everything a document says, as one JSON text that is the same on every replica that reads the same:
 * roots and keys sorted, runs of characters joined, empty roots left out, roots unknown to this version
 * included. Walks the raw types, so it neither needs nor sets a root's kind.
 */
export function canonicalContent(doc: Y.Doc): string {
  const roots: unknown[] = []
  for (const name of [...doc.share.keys()].sort()) {
    const content = readType(doc.share.get(name))
    if (content !== null) roots.push([name, content])
  }
  return JSON.stringify(roots)
}

/** The hash of a segment's {@link canonicalContent}; 64 hex digits. An unloaded segment hashes as empty. */
export async function viewHash(
  replica: Replica,
  segment: SegmentId,
  sha256: Sha256,
): Promise<string> {
  const doc = internalsOf(replica).doc(segment)
  return toHex(await sha256(encodeUtf8(doc === null ? '[]' : canonicalContent(doc))))
}

/** `[sorted registers, sequence]` of a type; null when it holds nothing. */
function readType(type: ReturnType<Y.Doc['share']['get']>): unknown[] | null {
  if (type === undefined) return null
  const registers: unknown[] = []
  for (const key of [...type._map.keys()].sort()) {
    const item = type._map.get(key)
    if (item === undefined || item.deleted) continue
    registers.push([key, ...readContent(item)])
  }
  const sequence: unknown[] = []
  let text = ''
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (item.content instanceof Y.ContentString) {
      text += item.content.str
      continue
    }
    if (text !== '') sequence.push(text)
    text = ''
    // Wrapped, so that the text "a" and the value "a" differ.
    for (const value of readContent(item)) sequence.push([value])
  }
  if (text !== '') sequence.push(text)
  return registers.length === 0 && sequence.length === 0 ? null : [registers, sequence]
}

function readContent(item: Y.Item): unknown[] {
  if (item.content instanceof Y.ContentType) return [readType(item.content.type)]
  return item.content.getContent().map(toCanonical)
}

/** JSON with sorted keys, and with the values JSON cannot say spelt out. */
function toCanonical(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: toHex(value) }
  if (typeof value === 'bigint') return { bigint: `${value}` }
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: `${value}` }
  if (value === undefined) return { undefined: true }
  if (Array.isArray(value)) return value.map(toCanonical)
  if (value instanceof Y.Doc) return { doc: value.guid }
  if (typeof value !== 'object' || value === null) return value
  // Entries, not an object: a key such as `__proto__` stays a plain word.
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, toCanonical(inner)])
}
