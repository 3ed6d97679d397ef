import type { ErrorCode } from '../base/app-error.ts'
import type { PrivateNoteMessage } from '../messaging/protocol.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairStore } from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'
import type { PrivatePush } from './panel-hub.ts'
import type { SettingsStore } from './settings.ts'

/** The lane of notes nobody but their writer reads: from the device-only database to panels and back. */
export interface PrivateLane {
  /**
   * What a panel that shows `context` gets; null where it shows no pair. Notes beside topics come for every
   * meeting, for a topic may wait for another; those beside a whole meeting only for the shown one, and for all
   * with `isAll`.
   */
  pushFor(context: PanelContext, isAll: boolean): Promise<PrivatePush | null>
  /** Keeps a note; `message/invalid` when its pair is not known here. Resolves after the commit. */
  put(note: PrivateNoteMessage): Promise<ErrorCode | null>
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
  onChanged: () => void
}): PrivateLane {
  const { privates, pairs, settings, onChanged } = dependencies
  const hide = async (isPrivateHidden: boolean): Promise<void> => {
    await settings.write({ isPrivateHidden })
    onChanged()
  }
  return {
    async pushFor({ pairId, meeting }, isAll) {
      if (pairId === null || meeting === null) return null
      const { isPrivateHidden } = await settings.read()
      // Hidden words are not in the page at all: someone may be looking at a shared screen.
      const notes = isPrivateHidden ? [] : await privates.notesOf(pairId)
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
    async put(note) {
      // Of any known pair, not only the shown one: the last words may arrive after the event was changed.
      if ((await pairs.get(note.pairId)) === null) return 'message/invalid'
      await privates.putNote(note)
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
