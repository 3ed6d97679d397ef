import type { AllYears } from './all-years.ts'
import type { CalmSave } from './calm-save.ts'
import type { CommandDesk } from './command-desk.ts'
import type { DraftShelf } from './draft-shelf.ts'
import type { ElsewherePairs } from './elsewhere-pairs.ts'
import type { NoteShelf } from './note-shelf.ts'
import type { NoticeBoard } from './notice-board.ts'
import type { OpenPairs } from './open-pairs.ts'

/** What a session is put together from; each part keeps its own state. */
export interface SessionParts {
  pairs: OpenPairs
  shelf: DraftShelf
  notes: NoteShelf
  elsewhere: ElsewherePairs
  years: AllYears
  board: NoticeBoard
  calm: CalmSave
  commands: CommandDesk
}
