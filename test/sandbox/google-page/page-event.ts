/**
 * One event as the stand-in Google Calendar page shows it to one account: what the world's store knows,
 * flattened to the viewer's copy. The page renders it into markup; it never changes it.
 */
export interface PageEvent {
  /** Event id in the viewer's calendar; an instance id (`<seriesId>_<originalStart>`) for recurring events. */
  id: string
  /** Full address of the calendar it is seen in, e.g. `aiko@gmail.com` or `team@group.calendar.google.com`. */
  calendarId: string
  /** Series id of a recurring event; null for a single event. */
  seriesId: string | null
  /** `YYYYMMDDTHHMMSSZ`, or `YYYYMMDD` when all-day; null for a single event. */
  originalStart: string | null
  title: string
  /** Start in ms since the epoch. An all-day event starts at midnight UTC of its first day. */
  startMs: number
  /** End in ms since the epoch, exclusive. An all-day event ends at midnight UTC after its last day. */
  endMs: number
  isAllDay: boolean
  kind: 'default' | 'task' | 'birthday' | 'focusTime' | 'outOfOffice' | 'workingLocation'
  /** May be missing from `attendees`: Google omits it for events on secondary calendars. */
  organizer: { email: string; name: string }
  /** Everybody invited, rooms too. Empty when nobody is. */
  attendees: PageAttendee[]
  /** The organizer hid the list: the page then shows no guest tree, whatever `attendees` holds. */
  isGuestListHidden: boolean
  /** Empty when there is none. */
  location: string
  /** Plain text; empty when there is none. */
  description: string
  hasMeet: boolean
  attachments: { title: string; fileUrl: string }[]
  /** Whether the viewer organizes it; decides if answer buttons are shown. */
  isSelfOrganizer: boolean
}

/** One row of a guest list. */
export interface PageAttendee {
  email: string
  /** Empty when the page knows only the address. */
  name: string
  isResource: boolean
  isOptional: boolean
  isOrganizer: boolean
  isSelf: boolean
  responseStatus: 'accepted' | 'declined' | 'tentative' | 'needsAction'
  /** Extra people this guest announced. */
  additionalGuests: number
}
