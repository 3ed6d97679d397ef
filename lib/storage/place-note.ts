import { limits } from '../base/limits.ts'
import type { PrivateNote } from './private-port.ts'

/**
 * Null when nothing is new. Both texts are kept where they differ; where they are too long for one note, the
 * imported one stands beside the other under an id of its own.
 */
export function placeNote(
  standing: ReadonlyMap<string, PrivateNote>,
  imported: PrivateNote,
): PrivateNote | null {
  for (let id = imported.id; ; id += '+') {
    const own = standing.get(id)
    if (own === undefined) return { ...imported, id }
    const text = mergeWords(own.text, imported.text)
    if (text === null) return null
    const updatedMs = Math.max(own.updatedMs, imported.updatedMs)
    if (text.length <= limits.textLength) return { ...own, text, updatedMs }
  }
}

/** What stands and what comes in, together; null when what comes in says nothing new. */
export function mergeWords(standing: string, imported: string): string | null {
  if (standing.includes(imported)) return null
  return imported.includes(standing) ? imported : `${standing}\n${imported}`
}
