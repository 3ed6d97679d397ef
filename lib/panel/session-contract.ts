import type { ErrorCode } from '../base/app-error.ts'
import type { Clock, Random, Timers } from '../base/clock.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { PairId } from '../model/people.ts'
import type { OpenPairEditor } from './pair-editor.ts'
import type { PanelActions } from './panel-actions.ts'
import type { PanelLine } from './panel-line.ts'
import type { PanelView } from './panel-view.ts'

/** What a session needs from the page it runs in. */
export interface PanelSessionDependencies {
  /** A new line to the background. Throws when the extension context is gone. */
  connect: () => PanelLine
  /** The secret of the frame this page stands in; null outside a calendar page. */
  token: string | null
  /** The pair and meeting to show, outside a calendar page; null there too, when none was asked for. */
  place: { pairId: PairId; meeting: MeetingKey | null } | null
  /** 16 hex digits, fresh per page. */
  panelId: string
  clock: Clock
  timers: Timers
  random: Random
  /** Loads the document layer; the first paint does not wait for it. */
  loadEditor: () => Promise<OpenPairEditor>
  /** Keeps the person's choice of language. Resolves with the code to tell, or null. */
  saveLanguage: (language: 'ja' | 'en') => Promise<ErrorCode | null>
  /** Loads the page anew: what it holds was erased. */
  startAnew: () => void
}

/** The panel without its looks: owns the line, the replica and the drafts. */
export interface PanelSession {
  /** The newest view; the same object until something changes. */
  view(): PanelView
  /** Called when {@link view} has changed. Returns the function that stops it. */
  subscribe(listener: () => void): () => void
  readonly actions: PanelActions
  /** The page became visible or hidden. */
  setVisible(isVisible: boolean): void
  /** The page heard that the network came or went. */
  noteNetwork(isOnline: boolean): void
  /** The panel is about to be needed; see `panelWakeSchema`. From the first call on, the line may rest. */
  wake(): void
  /** A view of a pair with its content is on the screen: now the network may be used for it. */
  notePainted(pairId: PairId): void
}
