import type { ErrorCode } from '../base/app-error.ts'
import type { ProviderName } from '../model/account.ts'
import type { PairOverride } from '../model/one-on-one.ts'
import type { FrameState } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { ResponseKind, TopicKind } from '../model/topics.ts'
import type { TalkEdit } from './talk-edit.ts'

/**
 * What a person can do in the panel. Every action shows at once and is saved at once; a topic's id works
 * alike for shared topics and drafts.
 */
export interface PanelActions {
  /**
   * Picks a topic: sensitive kinds become a draft, a topic that was taken back returns with its words.
   * `title` is for `custom`.
   */
  pickTopic(kind: TopicKind, title: string): void
  setResponse(id: string, response: ResponseKind | null): void
  /**
   * Sets a text. `base` is what the person saw when starting the edit: what came meanwhile from elsewhere
   * is kept.
   */
  setText(id: string, field: 'note' | 'responseNote' | 'title', base: string, text: string): void
  move(id: string, direction: 'up' | 'down'): void
  remove(id: string): void
  restore(id: string): void
  /** Shares a draft; where its topic stands already, its words are added there. */
  shareDraft(id: string): void
  /** Puts away the draft behind a shared topic. */
  dropDraft(id: string): void
  /** Tells the partner "I have seen it"; only ever by a press. */
  markSeen(): void
  /** Everything the two keep together beyond the topics: memos, promises, endings, the relation. */
  talk(edit: TalkEdit): void
  /**
   * Writes a private note, beside a topic or (null) beside the whole 1-on-1; see {@link setText} for `base`.
   * Never leaves this device.
   */
  writeNote(topicId: string | null, base: string, text: string): void
  /** Hides the private lane on this device, or shows it again. */
  hideLane(isHidden: boolean): void
  /** Loads every year of the pair; older ones are not needed to open a meeting. */
  loadYears(): void
  /** Ends the partner's access to the shared file that is mine. */
  endAccess(): void
  /** 「次回の準備をする」: turns the panel to what waits without a date; false turns it back. */
  prepareNext(isOn: boolean): void
  setOverride(override: PairOverride | null): void
  setFrame(frameState: FrameState): void
  /** Gives the keyboard back to the calendar. */
  returnFocus(): void
  /** Signs in; without a provider, where the status says. `access` is a further step that is wanted. */
  connect(provider?: ProviderName, access?: 'partner-files' | 'calendar'): void
  /**
   * Makes and shares the file; without a provider, where the pair's own account is. `email` is one of the
   * partner's addresses; the pair's own when absent.
   */
  shareFile(provider?: ProviderName, email?: string): void
  /** Opens the partner's file; null lets the person choose. */
  pickFile(fileId: string | null, home?: 'google' | 'onedrive'): void
  /** Where the page shows names alone: who the event is with; see `choose-person`. */
  choosePerson(partnerName: string, selfName: string | null, index: number | null): void
  /** The event is with another person of the same name. */
  chooseOther(): void
  /**
   * Addresses of the two; null leaves what is known. False where they could not be kept, which is told as a
   * notice.
   */
  tellAddresses(addresses: { partner: string | null; self: string | null }): Promise<boolean>
  /** The pair's file as bytes, for mail or chat; null where it could not be had, which is told as a notice. */
  exportFile(): Promise<Uint8Array | null>
  /** Merges a file the partner handed over; false where it could not be, which is told as a notice. */
  importFile(bytes: Uint8Array): Promise<boolean>
  pasteLink(link: string): void
  /** The partner of that pair is this partner under another address, or (false) somebody else. */
  setSamePerson(pairId: PairId, isSame: boolean): void
  syncNow(): void
  openOptions(): void
  setLanguage(language: 'ja' | 'en'): void
  saveAgain(): void
  dismiss(code: ErrorCode): void
}
