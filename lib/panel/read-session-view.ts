import type { Clock } from '../base/clock.ts'
import type { PairView } from '../model/agenda.ts'
import { resolveMember } from '../model/member-alias.ts'
import { noteIdOf } from '../model/note-id.ts'
import { renameMembers } from '../model/rename-members.ts'
import { withTakenPeriod } from '../model/taken-period.ts'
import { buildPanelView, type PanelView } from './panel-view.ts'
import type { SaveState } from './save-ledger.ts'
import type { SessionParts } from './session-parts.ts'
import { type SessionState, shownContext } from './session-state.ts'

/** Reads what the screens draw. */
export interface ViewReader {
  /** The view; the same one until {@link ViewReader.forget}. */
  read(): PanelView
  /** Something changed. */
  forget(): void
  /** Whether everything written here is stored, over all pairs, drafts and notes. */
  saveState(): SaveState
}

const nothing: readonly PairView[] = []

/** Builds the reader. */
export function createViewReader(
  state: SessionState,
  parts: SessionParts,
  clock: Clock,
): ViewReader {
  const { pairs, shelf, notes, elsewhere, years, board, calm, commands } = parts
  let view: PanelView | null = null
  /** The views of other addresses with the ids of the pair on screen, until either changes. */
  let renamed: { of: unknown; document: PairView; views: PairView[] } | null = null

  /** The document with what was agreed on under another address, until either changes. */
  let taken: { of: PairView; beside: readonly PairView[]; document: PairView } | null = null

  const saveState = (): SaveState => {
    const states = [...pairs.saveStates(), shelf.state(), notes.state()]
    return (
      states.find((one) => one === 'failed') ?? states.find((one) => one === 'saving') ?? 'saved'
    )
  }

  const readLane = (): PanelView['lane'] => {
    const { pairId, meeting } = state.context ?? {}
    // Beside the meeting in the calendar: only its notes are told to this panel.
    if (state.isNext || pairId == null || meeting == null) return null
    return {
      isHidden: notes.isHidden(),
      text: notes.find(noteIdOf(pairId, meeting.key, null))?.text ?? '',
      notes: notes.list(pairId),
    }
  }

  const viewsElsewhere = (document: PairView | null): readonly PairView[] => {
    const of = elsewhere.of(state.context?.pairId ?? null)
    const { self, partner } = state.context ?? {}
    if (document === null || of.length === 0 || self == null || partner == null) return nothing
    if (renamed?.of !== of || renamed.document !== document) {
      const here = {
        self: resolveMember(document.aliases, self.id),
        partner: resolveMember(document.aliases, partner.id),
      }
      renamed = {
        of,
        document,
        views: of.map(({ view: there, ...ids }) => renameMembers(there, ids, here)),
      }
    }
    return renamed.views
  }

  const withTaken = (document: PairView | null, beside: readonly PairView[]): PairView | null => {
    if (document === null || beside.length === 0) return document
    if (taken?.of !== document || taken.beside !== beside) {
      taken = { of: document, beside, document: withTakenPeriod(document, beside) }
    }
    return taken.document
  }

  const build = (): PanelView => {
    const pair = pairs.current()
    const own = pair === null ? null : pairs.topicsOf(pair)
    const shown = shownContext(state)
    const meeting = shown?.meeting ?? null
    const beside = viewsElsewhere(own)
    const document = withTaken(own, beside)
    const nowMs = clock.nowMs()
    return buildPanelView({
      context: shown,
      isNext: state.isNext,
      lane: readLane(),
      years: years.state(state.context?.pairId ?? null),
      language: state.language,
      document,
      ownPeriod: own?.period ?? null,
      elsewhere: beside,
      carry:
        document === null || meeting === null
          ? null
          : (pair?.desk.editor.carry(meeting, nowMs, beside) ?? null),
      isReady: pair?.desk.isReady() ?? false,
      drafts: shelf.list(),
      removedDrafts: shelf.removed(),
      isSharing: shelf.isSharing,
      deliveryOf: pairs.deliveryOf,
      isArrived: pair?.memory.isArrived() ?? false,
      save: calm.show(saveState()),
      saveError: pair?.desk.ledger.error() ?? shelf.error() ?? notes.error(),
      errors: board.list(),
      dismissed: board.dismissed(),
      busy: commands.busy(),
      announcement: state.announcement,
      pickedId: state.pickedId,
      nowMs,
    })
  }

  return {
    read() {
      view ??= build()
      return view
    },
    forget() {
      view = null
    },
    saveState,
  }
}
