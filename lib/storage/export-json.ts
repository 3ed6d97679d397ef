import { toBase64 } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import { foldUpdates } from '../document/fold-updates.ts'
import type { PairId } from '../model/people.ts'
import { type ExportFile, exportSchema } from './export-shape.ts'
import type { DocumentList, DocumentStore, PairStore } from './ports.ts'
import type { PrivateStore } from './private-port.ts'

/** Where an export is read from. */
export interface ExportSources {
  documents: Pick<DocumentStore, 'load' | 'segments'> & DocumentList
  pairs: Pick<PairStore, 'list'>
  privates: Pick<PrivateStore, 'allDrafts' | 'allNotes'>
  clock: Clock
}

/**
 * Everything on this device as one JSON text: pair records, documents, drafts, private notes. What is
 * private is in it, for it is the person's own copy; whoever gets the file reads it.
 */
export async function exportJson(sources: ExportSources): Promise<string> {
  const pairs = await sources.pairs.list()
  const drafts = await sources.privates.allDrafts()
  const notes = await sources.privates.allNotes()
  const pairIds = await sources.documents.pairIds()
  const documents: ExportFile['documents'] = []
  for (const pairId of pairIds) {
    const segments = await exportSegments(sources.documents, pairId)
    if (segments.length > 0) documents.push({ pairId, segments })
  }
  const file: ExportFile = {
    format: 'yohaku-export',
    version: 2,
    exportedMs: sources.clock.nowMs(),
    pairs: pairs.toSorted((a, b) => (a.pairId < b.pairId ? -1 : 1)),
    documents,
    drafts: drafts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    notes: notes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
  // Through the schema, so that equal content is equal text whoever wrote the records.
  const ordered = exportSchema.safeParse(file)
  return JSON.stringify(ordered.success ? ordered.data : file, null, 1)
}

async function exportSegments(
  documents: ExportSources['documents'],
  pairId: PairId,
): Promise<ExportFile['documents'][number]['segments']> {
  const segments: ExportFile['documents'][number]['segments'] = []
  for (const id of await documents.segments(pairId)) {
    const entries = await documents.load(pairId, id)
    const folded = foldUpdates(entries)
    const isWhole = folded.badEntries.length === 0 && !folded.isPending
    // What cannot be folded is exported as it stands rather than left out.
    segments.push({ id, updates: (isWhole ? [folded.state] : entries).map(toBase64) })
  }
  return segments
}
