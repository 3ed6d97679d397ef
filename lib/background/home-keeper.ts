import { describeMember } from '../document/edits/edit-core.ts'
import { coreSegment } from '../document/segments.ts'
import type { PairId } from '../model/people.ts'
import type { PairStore } from '../storage/ports.ts'
import type { SyncOutcome } from '../sync/sync-outcome.ts'
import { canonicalFile } from './canonical-file.ts'
import type { DocumentHost } from './document-host.ts'

/**
 * Lets the document say which file our side reads and writes, once a run proved it. The partner's side
 * learns from it that its link arrived, and which of two files is in use.
 */
export function createHomeKeeper(dependencies: {
  pairs: PairStore
  host: DocumentHost
  onEdited: (pairId: PairId) => void
}): (pairId: PairId, outcome: SyncOutcome) => Promise<void> {
  return async (pairId, outcome) => {
    if (outcome.phase !== 'arrived') return
    const record = await dependencies.pairs.get(pairId)
    const file = record === null ? null : canonicalFile(record.files)
    if (record === null || file === null) return
    const document = await dependencies.host.open(pairId, [coreSegment])
    try {
      const members = document.replica.read().members
      const known = members.find((one) => one.id === record.self.id)
      if (known?.homeFile === file.fileId) return
      describeMember(document.replica, { ...record.self, homeFile: file.fileId })
      await document.settled()
      dependencies.onEdited(pairId)
    } finally {
      document.release()
    }
  }
}
