import type { DocumentTools } from './document-tools.ts'

/**
 * What must be merged into `stored` before a live copy of another lineage is thrown away: an update that
 * adds, under a fresh client id, every word only that copy shows. Null when both are of one lineage; then
 * the copy may simply be merged.
 *
 * A panel outlives the worker. If the worker died between replacing stored bytes (SY18) and telling the
 * panel, the panel comes back with the old lineage, and merging it would splice words into each other
 * without an error. So a copy that existed before this life of the worker is asked for its whole state (not
 * for a difference) and looked at here first.
 */
export function rescueLineage(
  tools: Pick<DocumentTools, 'compare' | 'rebase'>,
  segment: string,
  stored: Uint8Array,
  copy: Uint8Array,
): Uint8Array | null {
  const comparison = tools.compare(copy, stored)
  if (comparison === null || !comparison.isDiverged) return null
  return tools.rebase(segment, stored, copy)
}
