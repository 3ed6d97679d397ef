/**
 * What an adapter could learn about one calendar event, from a page or an API. Facts only; the 1-on-1
 * rule judges them elsewhere.
 */
export interface EventFacts {
  /** The calendar system it was read from. */
  host: 'google' | 'outlook'
  /** How it was read: the page alone, or the provider's API. */
  source: 'dom' | 'api'
  /** The viewer's own address; null when the page does not tell. */
  selfEmail: string | null
  /** The event id in the viewer's calendar; an instance id for recurring events. */
  eventId: string
  /** The calendar the event was seen in, as a full address; null when unknown. */
  calendarId: string | null
  /** The series id; null for a single event. */
  seriesId: string | null
  /** The global iCalendar UID; null when only the DOM was read. */
  iCalUid: string | null
  /** Original start of the occurrence, `YYYYMMDDTHHMMSSZ`, or `YYYYMMDD` when all-day; null for a single event. */
  originalStart: string | null
  /** Start in ms since the epoch; null when the page has no locale-free time. */
  startMs: number | null
  /** End in ms since the epoch; null when unknown. */
  endMs: number | null
  /** The day shown by the page, `YYYY-MM-DD` in the viewer's zone; null when unknown. */
  day: string | null
  title: string
  /** What the page says about when, in its own words; only ever shown, never parsed. */
  whenText: string
  isAllDay: boolean
  kind:
    | 'event'
    | 'task'
    | 'birthday'
    | 'focus'
    | 'out-of-office'
    | 'working-location'
    | 'unsaved'
    | 'other'
  /**
   * The guest list: `complete` when all guests are known, `hidden` when the organizer hid it, `partial`
   * when the page folds or was still loading, `none` when the event has no guests.
   */
  guestList: 'complete' | 'hidden' | 'partial' | 'none'
  guests: GuestFacts[]
  /** The organizer's address where known. May not be among the guests. */
  organizerEmail: string | null
}

/** One guest row. */
export interface GuestFacts {
  email: string | null
  name: string
  isOrganizer: boolean
  isResource: boolean
  isOptional: boolean
  /** Null when the page shows no locale-free answer. */
  answer: 'accepted' | 'declined' | 'tentative' | 'none' | null
  /** Extra people this guest announced ("plus N"). */
  additionalGuests: number
}
