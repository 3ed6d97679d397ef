/**
 * What we know of Google Calendar's page, in one place. Only ids, roles and data attributes that have held
 * for years in several independent code bases; never a class, a position or a word of some language.
 */

/** Day of the knowledge below; change it with any change here. */
export const version = '2026-11-22'

/** Address of the signed-in account, in a hidden block. */
export const selfEmail = '#xUserEmail'

/** Language of the account, in the same block. */
export const selfLocale = '#xUserLocale'

/** A chip in any view. */
export const chip = '[data-eventchip][data-eventid]'

/** A chip of the month view and of the all-day row; in a time grid only all-day events look so. */
export const stackedChip = '[data-stacked-layout-chip-container]'

/** A chip placed by its time. */
export const timedChip = '[data-eventchip]:not([data-stacked-layout-chip-container])'

/** The part of a chip that takes the keyboard, when it is not the chip itself. */
export const chipButton = '[role="button"]'

/** A day in a grid; the key packs year, month and day. */
export const dayCell = '[data-datekey]'

/** Any dialog, shown or not. */
export const dialog = '[role="dialog"]'

/** A saved event's details in the quick view. Hidden copies of closed ones may linger. */
export const detail = '[role="dialog"] #xDetDlg'

/** The title inside the details. */
export const title = '#rAECCd, [role="heading"]'

/** When the event is, in the words of the page. */
export const when = '#xDetDlgWhen'

/** The line that counts the guests; stands without a tree where the list is hidden. */
export const guestSummary = '#xDetDlgAtt'

/** The guest list. */
export const tree = '[role="tree"]'

/** One guest, with an address. */
export const guest = '[role="treeitem"][data-email]'

/** A row without an address stands for guests that are folded away. */
export const foldedGuests =
  '[role="treeitem"]:not([data-email]), [role="button"][aria-expanded="false"]'

/** The organizer among the guests. */
export const organizerRow = '#xDtlDlgOrg'

/** The line that names the organizer or the calendar. */
export const calendarRow = '#xDetDlgCal'

/** Whatever opens the card of a person. */
export const person = '[data-hovercard-id]'

/** The button that declines; only somebody who was invited has it. */
export const answerNo = '#xRsvpNoBu'

/** The edit page, by what the body says. */
export const editBody = 'body[data-viewfamily="EVENT_EDIT"]'

/** Title field of the edit page. */
export const editTitle = '#xTiIn'

/** The edit page of an event that does not exist yet. */
export const editUnsaved = '[data-is-create="true"]'

/** Start and end dates of the edit page. */
export const editDate = 'input[data-date]'
