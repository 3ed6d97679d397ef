import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { Readers } from '../model/sync-status.ts'
import type { PairStore } from '../storage/ports.ts'
import { createFileKeeper } from './file-keeper.ts'
import type { PairFiles } from './pair-files.ts'
import { createReadersKeeper } from './readers-keeper.ts'
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
  const keeper = createFileKeeper(pairs)
  const refreshReaders = createReadersKeeper({ pairs, files, keeper, nowMs: dependencies.nowMs })
  return async (pairId, signal) => {
    const record = await pairs.get(pairId)
    if (record === null || record.partner.email === null) return 'share/refused'
    const own = record.files.filter((one) => one.isMine && one.trouble === undefined)
    // A file of theirs is theirs to give: saying that it is done would be untrue.
    if (own.length === 0) return 'share/refused'
    const ownEmail = record.partner.email
    let isRefused = false
    for (const file of own) {
      const opener = await files.homeOf(record, file)
      if (opener === null) return 'auth/not-connected'
      const { home, account } = opener
      const partnerEmail = file.sharedWith ?? ownEmail
      const grant = file.grant?.email === partnerEmail ? file.grant.id : undefined
      const readersNow = async (): Promise<Readers['kind']> => {
        const answer = await home.readers(file.fileId, account.email, partnerEmail, signal, grant)
        return answer.kind === 'readers' ? answer.readers.kind : 'unknown'
      }
      // Reading teaches the home whom the grant lets in: Graph need not tell, and inviting the partner once
      // more to find out could send them a mail.
      if (grant !== undefined) await readersNow()
      const outcome = await home.unshare(file.fileId, partnerEmail, signal)
      if (outcome.kind === 'share-refused') return 'share/refused'
      if (outcome.kind !== 'unshared') return codeOfRefusal(outcome)
      // The permissions themselves have the last word.
      const isEnded = (await readersNow()) !== 'two'
      if (isEnded) await keeper.change(pairId, file, { isShared: false })
      else isRefused = true
    }
    const current = await pairs.get(pairId)
    if (current !== null) await refreshReaders(current, signal)
    return isRefused ? 'share/refused' : null
  }
}
