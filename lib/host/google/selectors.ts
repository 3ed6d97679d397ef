/**
 * What we know of Google Calendar's page, in one place. Only ids, roles and data attributes that have held
 * for years in several independent code bases; never a class, a position or a word of some language.
 * Change `version` with any change here.
 */
export const googleSelectors = {
  version: '2026-11-22',
  /** Address of the signed-in account, in a hidden block. */
  selfEmail: '#xUserEmail',
  /** Language of the account, in the same block. */
  selfLocale: '#xUserLocale',
  /** Whatever carries an event's key: chips, their drag handles, details, menus. */
  keyed: '[data-eventid]',
  /** A chip in any view. */
  chip: '[data-eventchip][data-eventid]',
  /** A chip of the month view and of the all-day row; in a time grid only all-day events look so. */
  stackedChip: '[data-stacked-layout-chip-container]',
  /** A chip placed by its time. */
  timedChip: '[data-eventchip]:not([data-stacked-layout-chip-container])',
  /** The part of a chip that takes the keyboard, when it is not the chip itself. */
  chipButton: '[role="button"]',
  /** A day in a grid; the key packs year, month and day. */
  dayCell: '[data-datekey]',
  dialog: '[role="dialog"]',
  /** A saved event's details in the quick view. Hidden copies of closed ones may linger. */
  detail: '[role="dialog"] #xDetDlg',
  title: '#rAECCd, [role="heading"]',
  when: '#xDetDlgWhen',
  /** The line that counts the guests; stands without a tree where the list is hidden. */
  guestSummary: '#xDetDlgAtt',
  tree: '[role="tree"]',
  guest: '[role="treeitem"][data-email]',
  /** A row without an address stands for guests that are folded away. */
  foldedGuests: '[role="treeitem"]:not([data-email]), [role="button"][aria-expanded="false"]',
  organizerRow: '#xDtlDlgOrg',
  calendarRow: '#xDetDlgCal',
  person: '[data-hovercard-id]',
  /** Answer buttons: only somebody who was invited has them. */
  answerYes: '#xRsvpYesBu',
  answerNo: '#xRsvpNoBu',
  /** The edit page, by what the body says. */
  editBody: 'body[data-viewfamily="EVENT_EDIT"]',
  editTitle: '#xTiIn',
  editUnsaved: '[data-is-create="true"]',
  editDate: 'input[data-date]',
} as const

/** Prefixes of keys that belong to tasks, not events. */
export const taskKeyPrefixes = ['tasks_', 'tasks.', 'ttb_'] as const
