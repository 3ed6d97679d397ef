import { fromBase64 } from '../base/bytes.ts'
import { limits } from '../base/limits.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { containsState } from '../document/compare-states.ts'
import { foldUpdates } from '../document/fold-updates.ts'
import type { DraftTopic } from '../model/agenda.ts'
import { noteIdOf } from '../model/note-id.ts'
import type { PairId } from '../model/people.ts'
import { type ExportFile, exportSchema } from './export-shape.ts'
import { mergeWords, placeNote } from './place-note.ts'
import type { DocumentStore, PairRecord, PairStore } from './ports.ts'
import type { PrivateNote, PrivateStore } from './private-port.ts'

/** Where an import is written to. */
export interface ImportTargets {
  documents: Pick<DocumentStore, 'load'>
  /** Merges an update into the stored document and every live copy; resolves when committed. */
  merge(pairId: PairId, segment: string, update: Uint8Array): Promise<void>
  pairs: Pick<PairStore, 'update'>
  privates: Pick<PrivateStore, 'allDrafts' | 'putDraft' | 'allNotes' | 'putNote'>
}

interface CheckedSegment {
  pairId: PairId
  id: string
  state: Uint8Array
}

/**
 * Brings an export back: merges, never overwrites. What this device has stays as it is; what it lacks is
 * added; importing the same file twice changes nothing. The whole text is checked before anything is
 * written; `import/invalid` when it is no export of a version we know, or any document in it is damaged.
 * Rejects with an `AppError` of `storage/`; then a part may be in, and a second try is safe.
 */
export async function importJson(
  json: string,
  targets: ImportTargets,
): Promise<Result<{ pairs: number }, 'import/invalid'>> {
  const file = parseExport(json)
  if (!file.ok) return file
  const segments = checkSegments(file.value)
  if (!segments.ok) return segments

  for (const { pairId, id, state } of segments.value) {
    const standing = foldUpdates(await targets.documents.load(pairId, id)).state
    const contained = containsState(standing, state)
    if (!contained.ok || !contained.value) await targets.merge(pairId, id, state)
  }
  for (const record of file.value.pairs) {
    await targets.pairs.update(record.pairId, (standing) =>
      mergePair(standing, withoutUndefined(record)),
    )
  }
  const drafts = new Map((await targets.privates.allDrafts()).map((draft) => [draft.id, draft]))
  const overlong: PrivateNote[] = []
  for (const draft of file.value.drafts) {
    const merged = mergeDraft(drafts.get(draft.id) ?? null, draft)
    if (merged === null) continue
    if (merged.note.length <= limits.textLength) await targets.privates.putDraft(merged)
    else overlong.push(noteBeside(draft))
  }
  const notes = new Map((await targets.privates.allNotes()).map((note) => [note.id, note]))
  for (const note of [...file.value.notes, ...overlong]) {
    const placed = placeNote(notes, note)
    if (placed !== null) await targets.privates.putNote(placed)
  }
  const touched = new Set([
    ...file.value.pairs.map(({ pairId }) => pairId),
    ...file.value.documents.map(({ pairId }) => pairId),
    ...file.value.drafts.map(({ pairId }) => pairId),
    ...file.value.notes.map(({ pairId }) => pairId),
  ])
  return ok({ pairs: touched.size })
}

/** Reads an export's text; `import/invalid` for anything else. Writes nothing. */
export function parseExport(json: string): Result<ExportFile, 'import/invalid'> {
  if (json.length > limits.messageLength) return fail('import/invalid')
  try {
    const parsed = exportSchema.safeParse(JSON.parse(json))
    return parsed.success ? ok(parsed.data) : fail('import/invalid')
  } catch {
    return fail('import/invalid')
  }
}

function checkSegments(file: ExportFile): Result<CheckedSegment[], 'import/invalid'> {
  const checked: CheckedSegment[] = []
  for (const { pairId, segments } of file.documents) {
    for (const { id, updates } of segments) {
      const bytes = updates.map(fromBase64)
      if (bytes.some((update) => update === null)) return fail('import/invalid')
      const folded = foldUpdates(bytes.filter((update) => update !== null))
      if (folded.badEntries.length > 0) return fail('import/invalid')
      checked.push({ pairId, id, state: folded.state })
    }
  }
  return ok(checked)
}

/** The record of an export as a record of ours: a field is there or it is not. */
function withoutUndefined(record: ExportFile['pairs'][number]): PairRecord {
  const { aliases, notSame, ...rest } = record
  return {
    ...rest,
    ...(aliases !== undefined && { aliases }),
    ...(notSame !== undefined && { notSame }),
  }
}

/** Null when nothing is new. Files and meetings are added; every other field of ours stands. */
function mergePair(standing: PairRecord | null, imported: PairRecord): PairRecord | null {
  // A proof of reading, and a problem, belong to the device that had them.
  if (standing === null) return { ...imported, lastSyncedMs: null, problem: null }
  const files = imported.files.filter((file) =>
    standing.files.every(
      (known) => known.fileId !== file.fileId || known.provider !== file.provider,
    ),
  )
  const meetings = imported.meetings.filter(({ key }) =>
    standing.meetings.every((known) => known.key !== key),
  )
  if (files.length === 0 && meetings.length === 0) return null
  return {
    ...standing,
    files: [...standing.files, ...files],
    // Newest last; those only the import knows are older than what this device saw since.
    meetings: [...meetings, ...standing.meetings].toSorted((a, b) => a.seenMs - b.seenMs),
  }
}

/** Null when nothing is new. Both texts are kept where they differ. */
function mergeDraft(standing: DraftTopic | null, imported: DraftTopic): DraftTopic | null {
  if (standing === null) return imported
  const note = mergeWords(standing.note, imported.note)
  if (note === null) return null
  return { ...standing, note, updatedMs: Math.max(standing.updatedMs, imported.updatedMs) }
}

/** The words of a draft that has no room beside what stands: kept where nobody else reads them, either. */
function noteBeside({ id, pairId, meeting, note, updatedMs }: DraftTopic): PrivateNote {
  return { id: noteIdOf(pairId, meeting, id), pairId, meeting, topicId: id, text: note, updatedMs }
}
