import type { PairId } from '../model/people.ts'
import type { FileDescription, FileHome } from '../remote/file-home.ts'
import type { Refusal } from '../remote/shared-file.ts'
import type { DocumentTools } from '../sync/document-tools.ts'

/**
 * Whether a file that a link, an event or a person named is the pair's, by what is in it. Sync writes over
 * damaged content of a file it was given: a file must have been the pair's once before it is given to sync, or
 * somebody's other document would be written over with what the two wrote. `foreign`: it holds another pair's
 * state or none, or so little of it that nobody can tell.
 */
export type VetFile = (
  home: Pick<FileHome, 'open'>,
  file: Pick<FileDescription, 'fileId' | 'isMine' | 'url'>,
  pairId: PairId,
  signal: AbortSignal,
) => Promise<{ kind: 'ours' } | { kind: 'foreign' } | Refusal>

/** Builds it. */
export function createVetFile(tools: Pick<DocumentTools, 'decodeFile'>): VetFile {
  return async (home, file, pairId, signal) => {
    const read = await home.open(file.fileId, file.isMine, file.url).read(null, signal)
    if (read.kind === 'unchanged') return { kind: 'unavailable' }
    if (read.kind !== 'content') return read
    const decoded = await tools.decodeFile(read.bytes, pairId)
    if (decoded.ok) return { kind: 'ours' }
    const { error } = decoded
    if (error.reason === 'too-large') return { kind: 'too-large' }
    // Sync leaves a newer format alone, and what is sound in a damaged file is under this pair's key.
    const isOurs =
      error.reason === 'newer-format' || (error.reason === 'corrupt' && error.intact.length > 0)
    return { kind: isOurs ? 'ours' : 'foreign' }
  }
}
