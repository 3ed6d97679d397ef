import type { DocumentTools } from '../sync/document-tools.ts'
import { rescueLineage } from '../sync/rescue-lineage.ts'
import type { HostedDocument } from './document-host.ts'

/**
 * Takes in the whole state of a segment from a copy that may be of another lineage: merged where that is
 * safe, else only the words that nothing else shows are added, as further topics under a fresh client id.
 * The caller awaits `settled`. False when the bytes do not decode; then nothing changed.
 */
export function absorbCopy(
  tools: Pick<DocumentTools, 'compare' | 'rebase'>,
  document: HostedDocument,
  segment: string,
  copy: Uint8Array,
  origin: string,
): boolean {
  const { replica } = document
  const rescued = rescueLineage(tools, segment, replica.encode(segment), copy)
  // Also for the panel that held the copy: it begins anew and does not know the rescued topics.
  return replica.apply(segment, rescued ?? copy, rescued === null ? origin : 'rescue').ok
}
