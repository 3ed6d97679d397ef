import type { ErrorCode } from '../base/app-error.ts'
import type { PrivateNoteMessage } from '../messaging/protocol.ts'
import { noteIdOf } from '../model/note-id.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import { placeNote } from '../storage/place-note.ts'
import type { PairStore } from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'
import type { PrivatePush } from './panel-teller.ts'
import type { PartnerAddresses } from './partner-addresses.ts'
import type { SettingsStore } from './settings.ts'

/** The lane of notes nobody but their writer reads: from the device-only database to panels and back. */
export interface PrivateLane {
  /**
   * What a panel that shows `context` gets; null where it shows no pair. Notes beside topics come for every
   * meeting, for a topic may wait for another; those beside a whole meeting only for the shown one, and for all
   * with `isAll`.
   */
  pushFor(context: PanelContext, isAll: boolean): Promise<PrivatePush | null>
  /**
   * Keeps a note; `message/invalid` when its pair is not known here. Resolves after the commit. `pairId` is the id
   * under which the note's pair is kept now, where it got its true key while somebody wrote: the note then takes
   * the place it has there, and loses no word that stands there.
   */
  put(note: PrivateNoteMessage, pairId?: PairId): Promise<ErrorCode | null>
  remove(noteId: string): Promise<void>
  /** Hides the lane in every panel, or shows it again. */
  hide(isHidden: boolean): Promise<void>
  toggle(): Promise<void>
}

/** Builds the lane; `onChanged` tells every panel. */
export function createPrivateLane(dependencies: {
  privates: PrivateStore
  pairs: PairStore
  settings: SettingsStore
  /** The other pairs with the partner of a pair; see `PartnerAddresses`. */
  othersOf: PartnerAddresses['othersOf']
  onChanged: () => void
}): PrivateLane {
  const { privates, pairs, settings, onChanged } = dependencies
  const hide = async (isPrivateHidden: boolean): Promise<void> => {
    await settings.write({ isPrivateHidden })
    onChanged()
  }
  /** The pair's own, and those kept under the partner's other addresses, as if they had been written here. */
  const readNotes = async (pairId: PairId): Promise<PrivateNoteMessage[]> => {
    const notes: PrivateNoteMessage[] = await privates.notesOf(pairId)
    const ids = new Set(notes.map(({ id }) => id))
    for (const other of await dependencies.othersOf(pairId)) {
      for (const note of await privates.notesOf(other.pairId)) {
        const here = noteIdOf(pairId, note.meeting, note.topicId)
        const isSheet = note.id === noteIdOf(note.pairId, note.meeting, note.topicId)
        // Where something was written here already, the other one stands beside it and is found by searching.
        const id = isSheet && !ids.has(here) ? here : note.id
        notes.push({ ...note, id, pairId })
      }
    }
    return notes
  }
  /** The note as it stands under another id of its pair; null when it says nothing new there. */
  const findPlace = async (
    note: PrivateNoteMessage,
    pairId: PairId,
  ): Promise<PrivateNoteMessage | null> => {
    const { meeting, topicId } = note
    const isSheet = note.id === noteIdOf(note.pairId, meeting, topicId)
    const id = isSheet ? noteIdOf(pairId, meeting, topicId) : note.id
    const standing = await privates.notesOf(pairId)
    return placeNote(new Map(standing.map((one) => [one.id, one])), { ...note, id, pairId })
  }
  return {
    async pushFor({ pairId, meeting }, isAll) {
      if (pairId === null || meeting === null) return null
      const { isPrivateHidden } = await settings.read()
      // Hidden words are not in the page at all: someone may be looking at a shared screen.
      const notes = isPrivateHidden ? [] : await readNotes(pairId)
      return {
        type: 'panel/private',
        pairId,
        meeting: meeting.key,
        isHidden: isPrivateHidden,
        notes: notes.filter(
          (note) => isAll || note.topicId !== null || note.meeting === meeting.key,
        ),
      }
    },
    async put(written, pairId = written.pairId) {
      // Of any known pair, not only the shown one: the last words may arrive after the event was changed.
      if ((await pairs.get(pairId)) === null) return 'message/invalid'
      const note = pairId === written.pairId ? written : await findPlace(written, pairId)
      // Everything of it stands there already.
      if (note === null) return null
      const isNew = !(await privates.notesOf(note.pairId)).some(({ id }) => id === note.id)
      await privates.putNote(note)
      // What was handed out from another address and is written on here goes on here alone.
      for (const other of isNew ? await dependencies.othersOf(note.pairId) : []) {
        await privates.removeNote(noteIdOf(other.pairId, note.meeting, note.topicId))
      }
      onChanged()
      return null
    },
    async remove(noteId) {
      await privates.removeNote(noteId)
      onChanged()
    },
    hide,
    async toggle() {
      const { isPrivateHidden } = await settings.read()
      await hide(!isPrivateHidden)
    },
  }
}
