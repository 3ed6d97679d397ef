import { AppError } from '../../base/app-error.ts'
import { setPromiseDone } from '../../document/edits/edit-promise.ts'
import { parsePromiseId } from '../../document/promise-id.ts'
import { coreSegment } from '../../document/segments.ts'
import type { pageRequests } from '../../messaging/protocol.ts'
import type { SenderKind } from '../../messaging/sender.ts'
import type { RequestHandlers } from '../../messaging/serve-requests.ts'
import type { PairId } from '../../model/people.ts'
import type { DocumentHost } from '../document-host.ts'
import type { LastOutcome } from '../last-outcome.ts'
import type { UpcomingService } from '../upcoming/upcoming-service.ts'
import type { ReadOverview } from './popup-overview.ts'

type PopupRequests = Pick<
  typeof pageRequests,
  'page/popup' | 'page/popup-refresh' | 'page/promise-done'
>
type PageSender = Extract<SenderKind, { kind: 'page' }>

/** What answering the popup needs. */
export interface PopupHandlerDependencies {
  overview: ReadOverview
  upcoming: Pick<UpcomingService, 'refresh'>
  host: DocumentHost
  /** How putting a selected text aside ended: the popup opens with the press, and is where it is told. */
  lastAside: Pick<LastOutcome, 'take'>
  /** An edit was committed by the background itself. */
  onEdited: (pairId: PairId) => void
  nowMs: () => number
}

const requestTimeoutMs = 30_000

/** Answers the popup. A page of ours that stands in somebody's page is told nothing. */
export function createPopupHandlers(
  dependencies: PopupHandlerDependencies,
): RequestHandlers<PopupRequests, PageSender> {
  const { host } = dependencies
  const refuseFramed = (sender: PageSender): void => {
    if (sender.isFramed) throw new AppError('message/invalid', 'framed')
  }
  return {
    async 'page/popup'({ extent }, sender) {
      refuseFramed(sender)
      const trouble = await dependencies.lastAside.take()
      if (trouble !== null) throw new AppError(trouble, 'put aside')
      return { view: await dependencies.overview(extent) }
    },

    async 'page/popup-refresh'(_input, sender) {
      refuseFramed(sender)
      return dependencies.upcoming.refresh(AbortSignal.timeout(requestTimeoutMs))
    },

    async 'page/promise-done'({ pairId, promiseId, isDone }, sender) {
      refuseFramed(sender)
      const parts = parsePromiseId(promiseId)
      if (parts === null) return { error: 'internal/unexpected' as const }
      const document = await host.open(pairId, [coreSegment, parts.segment])
      try {
        const edited = setPromiseDone(
          document.replica,
          promiseId,
          isDone ? dependencies.nowMs() : null,
        )
        if (!edited.ok) return { error: 'internal/unexpected' as const }
        await document.settled()
        dependencies.onEdited(pairId)
        return { error: null }
      } finally {
        document.release()
      }
    },
  }
}
