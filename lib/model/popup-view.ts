import type { CalendarDay } from './calendar-day.ts'
import type { MeetingKey } from './meeting.ts'
import type { PairId, Person } from './people.ts'
import type { RelationKind, ResponseKind, TopicKind } from './topics.ts'

/** A topic in a word: what somebody wants to talk about, and the answer they hope for. */
export interface GlanceTopic {
  kind: TopicKind
  /** The person's own title for `custom`; empty otherwise. */
  title: string
  response: ResponseKind | null
  /** The free line of the response `other`. */
  responseNote: string
  /** On this device only, until it is shared. */
  isDraft: boolean
  /** It comes from an earlier time, or from 日程未設定. */
  isCarried: boolean
}

/** One of the next 1-on-1s. */
export interface PopupMeeting {
  pairId: PairId
  partner: Person
  relation: RelationKind | null
  meeting: MeetingKey
  /** Null where only the day is known. */
  startMs: number | null
  endMs: number | null
  day: CalendarDay
  isPartnerDeclined: boolean
  /** Where the event opens in the calendar; null when that is not known. */
  eventUrl: string | null
  theirs: GlanceTopic[]
  mine: GlanceTopic[]
  /** Topics of either that are not in the lists above. */
  hiddenCount: number
  /** The partner brought something that was not on this person's screen yet. */
  isUnseen: boolean
}

/** A promise of this person that is still to be kept. */
export interface PopupPromise {
  id: string
  pairId: PairId
  partner: Person
  text: string
  dueDay: CalendarDay | null
  /** いつ・どこで, in the person's own words; may be empty. */
  whenWhere: string
}

/** Something the two wanted to keep in mind until next time. */
export interface PopupKeep {
  pairId: PairId
  partner: Person
  text: string
}

/** A partner with whom no 1-on-1 is in sight. */
export interface PopupPerson {
  pairId: PairId
  partner: Person
  relation: RelationKind | null
  /** Topics and drafts that wait for a date. */
  waitingCount: number
  /** The day of the last 1-on-1 known here; null when none is. */
  lastDay: CalendarDay | null
}

/** Everything the popup draws, read from this device alone. Lists are in the order to draw. */
export interface PopupView {
  /** Soonest first. */
  meetings: PopupMeeting[]
  promises: PopupPromise[]
  keeps: PopupKeep[]
  people: PopupPerson[]
  /**
   * When a calendar was last asked, ms since the epoch; null while no account is connected: then only the
   * 1-on-1s that were opened in a calendar are known.
   */
  calendarReadMs: number | null
}
