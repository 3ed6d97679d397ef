import type { ErrorCode } from '../base/app-error.ts'
import { describeMeeting } from '../document/edits/edit-meeting.ts'
import { shareDraft } from '../document/edits/pick-topic.ts'
import { splitTopicId } from '../document/roots.ts'
import { coreSegment } from '../document/segments.ts'
import type { DraftTopic } from '../model/agenda.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { PairStore } from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'
import type { DocumentHost } from './document-host.ts'
import type { PartnerAddresses } from './partner-addresses.ts'

/** Drafts of sensitive topics, from panels to the device-only database and, by their own press, to the document. */
export interface DraftDesk {
  /** Keeps a draft; `message/invalid` when its pair is not known here. Resolves after the commit. */
  put(draft: DraftTopic): Promise<ErrorCode | null>
  /** Removes a draft that a panel of this pair shows. */
  remove(draftId: string, shown: PairId): Promise<void>
  /**
   * Makes a draft a topic of the pair on screen; a draft of anybody else but its partner is `message/invalid`.
   * It leaves the device-only database once it is committed in the document.
   */
  share(draftId: string, panel: DraftPanel): Promise<ErrorCode | null>
}

/** The panel in which the press was made. */
export interface DraftPanel {
  pairId: PairId | null
  context: Pick<PanelContext, 'meeting'>
}

/** Builds it. */
export function createDraftDesk(dependencies: {
  privates: Pick<PrivateStore, 'allDrafts' | 'putDraft' | 'removeDraft'>
  pairs: Pick<PairStore, 'get'>
  host: DocumentHost
  /** The other pairs with the partner of a pair; see `PartnerAddresses`. */
  othersOf: PartnerAddresses['othersOf']
  /** The id under which a pair is kept now. */
  currentPair: (pairId: PairId) => Promise<PairId>
  /** Edits were committed by the background itself. */
  onEdited: (pairId: PairId) => void
  refreshPair: (pairId: PairId) => void
}): DraftDesk {
  const { privates, pairs, host, refreshPair } = dependencies

  const shareFromDevice = async (
    draft: DraftTopic,
    { meeting }: DraftPanel['context'],
  ): Promise<ErrorCode | null> => {
    const { segment } = splitTopicId(draft.id)
    const document = await host.open(draft.pairId, [coreSegment, segment])
    try {
      if (meeting !== null && meeting.key === draft.meeting) {
        describeMeeting(document.replica, meeting, draft.updatedMs)
      }
      const shared = shareDraft(document.replica, draft)
      if (!shared.ok) return shared.error === 'missing' ? 'internal/unexpected' : shared.error
      // Gone from this device's drafts only once it is committed where it now lives.
      await document.settled()
      await privates.removeDraft(draft.id)
      dependencies.onEdited(draft.pairId)
      return null
    } finally {
      document.release()
    }
  }

  return {
    async put(draft) {
      // Written just before its pair got its true key, it goes there.
      const pairId = await dependencies.currentPair(draft.pairId)
      // Of any known pair, not only the shown one: the last words may arrive after another event was opened.
      if ((await pairs.get(pairId)) === null) return 'message/invalid'
      await privates.putDraft({ ...draft, pairId })
      refreshPair(pairId)
      return null
    },

    async remove(draftId, shown) {
      await privates.removeDraft(draftId)
      refreshPair(shown)
    },

    async share(draftId, { pairId, context }) {
      const kept = (await privates.allDrafts()).find((one) => one.id === draftId)
      // Shared already, and the answer was lost with the worker: asking again is no mistake.
      if (kept === undefined) return null
      if (pairId === null) return 'message/invalid'
      const isHere = kept.pairId === pairId
      if (
        !isHere &&
        !(await dependencies.othersOf(pairId)).some((one) => one.pairId === kept.pairId)
      ) {
        return 'message/invalid'
      }
      // Begun under another address of the partner, it is shared where it is shown.
      const error = await shareFromDevice({ ...kept, pairId }, context)
      refreshPair(pairId)
      return error
    },
  }
}
