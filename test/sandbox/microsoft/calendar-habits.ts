/** How the calendar behaves where documents leave it open or reports disagree; the inconvenient answer first. */
export interface CalendarHabits {
  /**
   * The iCalUId of an event that was made elsewhere: wrapped into Exchange's own form, or as it is.
   * https://stackoverflow.com/questions/36985390
   */
  foreignUid: 'wrapped' | 'plain'
  /** The iCalUId of an occurrence: with its day in it, or the series' own (both were reported). */
  occurrenceUid: 'dated' | 'of-series'
  /** An organizer's update that changes nothing is sent to the others all the same, attachments and all. */
  isUnchangedUpdateSent: boolean
  /** Attachments of the series are listed on its occurrences, too. */
  doOccurrencesListAttachments: boolean
  /** What an attendee attached to the own copy is still there after the organizer's next update. */
  doUpdatesKeepOwnAttachments: boolean
  /** Ids with `/` and `+`, as Outlook's page carries them, are understood. */
  acceptsPageIds: boolean
  /** The organizer stands among the attendees as well. */
  isOrganizerAttendee: boolean
  /** Order of a list without `$orderby`. */
  unorderedList: 'newest-first' | 'by-start'
  /** Delta tokens are good for so long. */
  deltaLifetimeMs: number
}

/** The habits a world begins with. */
export function usualCalendarHabits(): CalendarHabits {
  return {
    foreignUid: 'wrapped',
    occurrenceUid: 'dated',
    isUnchangedUpdateSent: true,
    doOccurrencesListAttachments: false,
    doUpdatesKeepOwnAttachments: false,
    acceptsPageIds: false,
    isOrganizerAttendee: false,
    unorderedList: 'newest-first',
    deltaLifetimeMs: 7 * 24 * 3_600_000,
  }
}
