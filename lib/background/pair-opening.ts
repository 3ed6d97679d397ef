import type { KeyValueArea } from '../auth/key-value-area.ts'
import type { ErrorCode } from '../base/app-error.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { PairId } from '../model/people.ts'
import { readFileToken } from '../remote/named-file.ts'
import type { PairStore } from '../storage/ports.ts'
import { isUsable } from './canonical-file.ts'
import type { PairLink } from './link-pair.ts'
import type { Providers } from './providers.ts'

/** Looking after a pair whose event is on screen, once its panel is painted. */
export interface PairOpening {
  /**
   * Looks at the event through the API and adopts a file that a link named. Does nothing without an account.
   * Resolves to the code to tell, or null.
   */
  lookAfter(
    pairId: PairId,
    facts: EventFacts | null,
    signal: AbortSignal,
  ): Promise<ErrorCode | null>
  /** Keeps the file of a link (its token) that was opened in the calendar, until its pair is on screen. */
  keepLinkedFile(fileId: string): Promise<void>
}

const linkedFileKey = 'linkedFile'

/** Builds it. `session` forgets a link with the browser. */
export function createPairOpening(dependencies: {
  pairs: PairStore
  providers: Pick<Providers, 'accounts'>
  link: PairLink
  session: KeyValueArea
}): PairOpening {
  const { pairs, providers, link, session } = dependencies
  return {
    async lookAfter(pairId, facts, signal) {
      const record = await pairs.get(pairId)
      if (record === null) return null
      const linked = (await session.get([linkedFileKey]))[linkedFileKey]
      // A pair that already reads the partner's file is not the one an invitation is for.
      const isServed = record.files.some((one) => !one.isMine && isUsable(one))
      const named = typeof linked === 'string' ? readFileToken(linked) : null
      if (named !== null && !isServed) {
        await link.noteInvitation(pairId, named)
        await session.remove([linkedFileKey])
      }
      if ((await providers.accounts()).length === 0) return null
      return link.refresh(pairId, facts, signal)
    },
    async keepLinkedFile(fileId) {
      await session.set({ [linkedFileKey]: fileId })
    },
  }
}
