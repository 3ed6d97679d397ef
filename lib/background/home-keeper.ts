import { describeMember } from '../document/edits/edit-core.ts'
import { coreSegment } from '../document/segments.ts'
import type { PairId } from '../model/people.ts'
import type { PairStore } from '../storage/ports.ts'
import { canonicalFile } from './canonical-file.ts'
import type { DocumentHost } from './document-host.ts'
import { homeFileName } from './file-keeper.ts'

/**
 * Lets the document say which file our side reads and writes. The partner's side learns from it that its
 * link arrived, and which of two files is in use. Called as soon as a file may be opened, so that the first
 * write says it too. Resolves to true when the document changed.
 */
export type KeepHome = (pairId: PairId) => Promise<boolean>

/** Builds it. */
export function createHomeKeeper(dependencies: { pairs: PairStore; host: DocumentHost }): KeepHome {
  return async (pairId) => {
    const record = await dependencies.pairs.get(pairId)
    const file = record === null ? null : canonicalFile(record.files)
    if (record === null || file === null) return false
    const document = await dependencies.host.open(pairId, [coreSegment])
    try {
      const members = document.replica.read().members
      const known = members.find((one) => one.id === record.self.id)
      const homeFile = homeFileName(file)
      if (known?.homeFile === homeFile) return false
      describeMember(document.replica, { ...record.self, homeFile })
      await document.settled()
      return true
    } finally {
      document.release()
    }
  }
}
