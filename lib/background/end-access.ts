import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { PairStore } from '../storage/ports.ts'
import { canonicalFile } from './canonical-file.ts'
import { isSameFile } from './file-keeper.ts'
import type { PairFiles } from './pair-files.ts'
import { codeOfRefusal } from './refusal-code.ts'

/**
 * Ends the partner's access to every file of the pair that is mine; resolves to the code to tell, or null.
 * Each keeps the full copy on their own device: nobody is locked out of what they have.
 */
export type EndAccess = (pairId: PairId, signal: AbortSignal) => Promise<ErrorCode | null>

/** Builds the use case. */
export function createEndAccess(dependencies: {
  pairs: PairStore
  files: Pick<PairFiles, 'homeOf'>
  nowMs: () => number
}): EndAccess {
  const { pairs, files } = dependencies
  return async (pairId, signal) => {
    const record = await pairs.get(pairId)
    if (record === null || record.partner.email === null) return 'share/refused'
    const partnerEmail = record.partner.email
    const own = record.files.filter((one) => one.isMine && one.trouble === undefined)
    // A file of theirs is theirs to give: saying that it is done would be untrue.
    if (own.length === 0) return 'share/refused'
    for (const file of own) {
      const opener = await files.homeOf(record, file)
      if (opener === null) return 'auth/not-connected'
      const outcome = await opener.home.unshare(file.fileId, partnerEmail, signal)
      if (outcome.kind === 'share-refused') return 'share/refused'
      if (outcome.kind !== 'unshared') return codeOfRefusal(outcome)
      await pairs.update(pairId, (old) =>
        old === null
          ? null
          : {
              ...old,
              files: old.files.map((one) =>
                isSameFile(one, file) ? { ...one, isShared: false } : one,
              ),
            },
      )
    }
    const file = canonicalFile(record.files)
    const opener = file === null ? null : await files.homeOf(record, file)
    if (file === null || opener === null) return null
    const self = opener.account.email
    const answer = await opener.home.readers(file.fileId, self, partnerEmail, signal)
    const readers =
      answer.kind === 'readers'
        ? answer.readers
        : { kind: 'unknown' as const, others: [], checkedMs: dependencies.nowMs() }
    await pairs.update(pairId, (old) => (old === null ? null : { ...old, readers }))
    return null
  }
}
