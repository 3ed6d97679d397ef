import type { DraftTopic } from '../model/agenda.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { PairId } from '../model/people.ts'

/**
 * A note nobody but its writer ever reads. The type itself stands behind the `private-*` border: code that
 * shares cannot even name it.
 */
export interface PrivateNote {
  /** Chosen by the panel; the same note keeps it. */
  id: string
  pairId: PairId
  meeting: MeetingKey
  /** The topic it stands beside; null when it is about the whole 1-on-1. */
  topicId: string | null
  text: string
  /** By this device's clock. */
  updatedMs: number
}

/**
 * Device-only words: drafts of sensitive topics and private notes. Nothing but `storage` and `background`
 * may import this file or its implementation; a test enforces it. Same durability and quota rules as
 * `DocumentStore`.
 */
export interface PrivateStore {
  putDraft(draft: DraftTopic): Promise<void>
  draftsOf(pairId: PairId, meeting: MeetingKey): Promise<DraftTopic[]>
  removeDraft(id: string): Promise<void>
  allDrafts(): Promise<DraftTopic[]>
  /** Keeps a note; one without any text is removed instead. */
  putNote(note: PrivateNote): Promise<void>
  /** Notes of a pair, beside whatever they stand, in order of id. */
  notesOf(pairId: PairId): Promise<PrivateNote[]>
  removeNote(id: string): Promise<void>
  /** Puts a note in the place of another, in one write; the same id is only put. */
  replaceNote(oldId: string, note: PrivateNote): Promise<void>
  allNotes(): Promise<PrivateNote[]>
  /** Removes the drafts and the notes of a pair. */
  erase(pairId: PairId): Promise<void>
}
