import type { World } from '../../sandbox/world.ts'
import type { PanelHand } from '../support/panel-hand.ts'
import type { Person, PersonOptions } from '../support/person.ts'
import type { StoredRecord } from '../support/stored-record.ts'

/** Who may be in a story. */
export type Role = 'mentee' | 'mentor' | 'leader'

/** A 1-on-1 of the two, as its organizer plans it. Moments are in ISO 8601 with an offset. */
export interface PlannedMeeting {
  title: string
  organizer: Role
  guest: Role
  from: string
  to: string
  /** Every week on the same day, without an end. */
  isWeekly?: boolean
}

/** What an organizer does to a series in the calendar itself, with our product looking on. */
export interface CalendarHand {
  /** Moves the occurrence that was to begin at `from`; it keeps its length. */
  move(from: string, to: string): Promise<void>
  /** Cancels the occurrence that was to begin at `from`. */
  cancel(from: string): Promise<void>
  /** "This and following": a new series from the occurrence at `from` on. */
  splitFrom(from: string): void
  /** What begins the keys of the series' meetings now. */
  seriesUid(): string
}

/** A person beside the calendar of a setting: what differs from one calendar or tier to another. */
export interface Seat {
  /** Opens the calendar as it is today. */
  openCalendar(): Promise<void>
  /** Presses the event with this title and waits for the panel; what is asked about it the first time, is answered. */
  openEvent(title: string): Promise<void>
  /** The first of the two brings the note to where both can open it. */
  startSharing(): Promise<void>
  /** The second comes to the same note. */
  joinSharing(): Promise<void>
  /** What a person does by hand before leaving, so that the other can read it; nothing where a shared file does. */
  handOver(): Promise<void>
  /** The panel is folded: waits until all that was written is where the other can find it. */
  waitUntilSent(): Promise<void>
}

/** The two people's one note, where there is one between them. */
export interface SharedNote {
  /** As anybody would read it; empty before it exists. */
  text(): string
  /** What it holds; throws unless there is exactly one. */
  record(): Promise<StoredRecord>
  /** Addresses of those who may write in it, its owner first. */
  writers(): string[]
}

/** The place where a story is told: whose calendar, whose drive, how much was allowed. */
export interface StorySetting {
  addresses: Record<Role, string>
  /** How a person's browser begins beside this calendar. */
  person: Partial<PersonOptions>
  /**
   * Who tells at what hour an event begins. Told by the page, a 1-on-1 that has begun opens at its memos; told by
   * nobody, its day alone is known.
   */
  hoursFrom: 'page' | 'calendar' | 'nobody'
  plan(meeting: PlannedMeeting): CalendarHand
  seat(person: Person, hand: PanelHand, look: { language: 'ja' | 'en'; isDark: boolean }): Seat
  note: SharedNote
  /** Everything that the two people's calendars hold, as text. */
  calendarText(): string
  /** Whether events bring the way to the note, and whether any does now. */
  attachment: { isExpected: boolean; isThere(): boolean }
  /** Requests so far that the provider's own description does not allow; null where it is not at hand. */
  illegalRequests(): unknown[] | null
}

/** Makes a setting in a world. */
export type MakeSetting = (world: World) => StorySetting
