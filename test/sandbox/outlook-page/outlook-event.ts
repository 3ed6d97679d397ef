/**
 * One event as the stand-in for Outlook on the web shows it to one account: the viewer's copy, flattened.
 * The page renders it into markup; it never changes it.
 */
export interface OutlookPageEvent {
  /** Exchange id of the viewer's copy, as `data-calitemid` carries it; every occurrence has its own. */
  id: string
  /** Whether it is an occurrence of a series: the page says so only in words. */
  isRecurring: boolean
  subject: string
  /** Empty when there is none. */
  location: string
  /** Start in ms since the epoch. An all-day event starts at midnight UTC of its first day. */
  startMs: number
  /** End in ms since the epoch, exclusive. An all-day event ends at midnight UTC after its last day. */
  endMs: number
  isAllDay: boolean
  isCancelled: boolean
  /** Has a button to join a call. */
  isOnline: boolean
  showAs: 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere'
  /** Plain text; shown in the full view only. */
  body: string
  organizer: OutlookPagePerson
  /** The viewer organizes it. */
  isOrganizer: boolean
  /** Everybody invited, the viewer included where they are a guest; never the organizer. */
  attendees: OutlookPageAttendee[]
  /** The organizer hides the list from guests: they see the organizer alone. */
  isGuestListHidden: boolean
}

/** A person of the directory, or only an address. */
export interface OutlookPagePerson {
  /** Empty when the directory has no name: the page then prints the address. */
  name: string
  email: string
}

/** One invited person, or a room. */
export interface OutlookPageAttendee extends OutlookPagePerson {
  type: 'required' | 'optional' | 'resource'
  response: 'none' | 'accepted' | 'tentative' | 'declined'
  isViewer: boolean
}
