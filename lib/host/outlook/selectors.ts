/**
 * What we know of Outlook on the web, in one place. Only ids, roles and data attributes that were published
 * by several independent authors; never a hashed class, a position or a word of some language.
 */

/** Day of the knowledge below; change it with any change here. */
export const version = '2026-11-22'

/** A tile in any view; one event may have several. The value is the Exchange id. */
export const tile = '[data-calitemid]'

/** Every tile of one event. */
export function tileOf(id: string): string {
  return `[data-calitemid="${CSS.escape(id)}"]`
}

/** The part of a tile that takes the keyboard and carries its text. */
export const tileFace = '[role=button][title]'

/** A day in a view with hours, and in the row above them. */
export const dayColumn = '[data-column-date]'

/** The same, or a day of the month view, whose date is part of its id. */
export const day = '[data-column-date], [id^=monthDayCell_]'

/** Where all-day events stand, above the hours. */
export const allDayRow = '[data-app-section^=calendar-view-header]'

/** Everything that opens over the page is drawn in here. */
export const layers = '#fluent-default-layer-host'

/** An event's details beside its tile. */
export const peek = '[data-app-section=CalendarItemPeek]'

/** An event's full view; mail uses the same name. */
export const reading = '[data-app-section=ReadingPane]'

/** The form of a new event or of one that is being changed. */
export const form = '[data-app-section=Form_Content], [id^=EVENT_CalendarCompose]'

/** Any of the three, found in one pass over the page: it is asked for while the page is busy. */
export const view = `${form}, ${reading}, ${peek}`

/** A title that says it is one. */
export const heading = '[role=heading]'

/** The picture beside the time. */
export const clock = '[data-icon-name=ClockRegular]'

/** What stands in other sections than the people: the time, the button that joins a call. */
export const notPeople = '[data-icon-name=ClockRegular], [name=JoinButton]'

/** Whatever opens a card: each person has two of them, with the same label. */
export const card = '[role=button][aria-label]'

/** People that are folded away; a menu is something else. */
export const fold = '[aria-expanded=false]:not([aria-haspopup])'

/** What is no text of the event. */
export const control = 'button, [role=button], [role=toolbar], [data-icon-name]'

/** Where the keyboard can go. */
export const focusable = 'button, input, [tabindex="0"]'

/** The page says that it is dark. The one class we read: it is the page's own word, not a made-up name. */
export const dark = 'html[class~=dark], body[class~=dark]'
