import type { PageAttendee, PageEvent } from '../page-event.ts'
import type { PageContext } from './context.ts'
import { h, icon, on } from './dom.ts'
import { icons } from './icons.ts'

/** How many rows a list shows before it folds. */
const foldAfter = 12

function spokenGuest(context: PageContext, guest: PageAttendee): string {
  const { words } = context
  const answer = {
    accepted: words.attending,
    declined: words.declined,
    tentative: words.maybe,
    needsAction: null,
  }[guest.responseStatus]
  return [
    guest.name === '' ? guest.email : guest.name,
    answer,
    guest.isOrganizer ? words.organizerMark : null,
    guest.isOptional ? words.optionalMark : null,
  ]
    .filter((part) => part !== null)
    .join(context.locale === 'ja' ? '、' : ', ')
}

function buildAvatar(guest: PageAttendee): HTMLElement {
  const letter = (guest.name || guest.email).slice(0, 1).toUpperCase()
  const avatar = h(
    'span',
    { class: 'avatar', 'data-hovercard-id': guest.email, 'aria-hidden': 'true' },
    letter,
  )
  if (guest.responseStatus !== 'needsAction') {
    const badge = icon(guest.responseStatus === 'accepted' ? icons.tick : icons.close, 'badge')
    badge.classList.add(guest.responseStatus)
    avatar.append(badge)
  }
  return avatar
}

function buildGuestRow(context: PageContext, guest: PageAttendee, isFirst: boolean): HTMLElement {
  const plus = guest.additionalGuests > 0 ? ` +${guest.additionalGuests}` : ''
  return h(
    'div',
    {
      role: 'treeitem',
      jsname: 'OLRBPb',
      class: 'guest',
      tabindex: isFirst ? 0 : -1,
      id: guest.isOrganizer ? 'xDtlDlgOrg' : null,
      'aria-label': spokenGuest(context, guest),
      'data-email': guest.email,
      'data-id': guest.email,
      'data-hovercard-id': guest.email,
    },
    buildAvatar(guest),
    h(
      'span',
      { class: 'guest-text' },
      h(
        'span',
        { class: 'guest-name', 'data-hovercard-id': guest.email },
        `${guest.name === '' ? guest.email : guest.name}${plus}`,
      ),
      ...(guest.isOrganizer || guest.isOptional
        ? [
            h(
              'span',
              { class: 'guest-note' },
              guest.isOrganizer ? context.words.organizerMark : context.words.optionalMark,
            ),
          ]
        : []),
    ),
  )
}

/** The tree of guests. Long lists fold behind a row without an address. */
export function buildGuestTree(context: PageContext, event: PageEvent): HTMLElement {
  const isFolded = event.attendees.length > foldAfter
  const shown = isFolded ? event.attendees.slice(0, foldAfter - 2) : event.attendees
  const tree = h(
    'div',
    { jsname: 'MsyPn', role: 'tree', 'aria-label': context.words.guests, class: 'guest-tree' },
    ...shown.map((guest, index) => buildGuestRow(context, guest, index === 0)),
  )
  if (isFolded) {
    const rest = event.attendees.slice(shown.length)
    const more = h(
      'div',
      { role: 'treeitem', 'aria-expanded': 'false', tabindex: -1, class: 'guest more' },
      context.words.more(rest.length),
    )
    on(more, 'click', () => {
      more.replaceWith(...rest.map((guest) => buildGuestRow(context, guest, false)))
    })
    tree.append(more)
  }
  return tree
}

/** Whether a guest tree is drawn at all. */
export function hasGuestTree(event: PageEvent): boolean {
  return event.attendees.length > 0 && !event.isGuestListHidden
}

/** The row of counters and buttons above the tree; a hidden list has the row and no tree. */
export function buildGuestSummary(context: PageContext, event: PageEvent): HTMLElement {
  const { words } = context
  const yes = event.attendees.filter((guest) => guest.responseStatus === 'accepted').length
  const button = (label: string, path: string): HTMLElement =>
    h('button', { type: 'button', 'aria-label': label, class: 'icon-button' }, icon(path))
  const text = event.isGuestListHidden
    ? [h('span', {}, words.hiddenList)]
    : [
        h('span', {}, words.guestCount(event.attendees.length)),
        h(
          'span',
          { class: 'quiet' },
          `${words.yes(yes)}, ${words.awaiting(event.attendees.length - yes)}`,
        ),
      ]
  return h(
    'div',
    { jsname: 'bA8IK', class: 'row' },
    icon(icons.people),
    h('div', { id: 'xDetDlgAtt', class: 'row-text' }, ...text),
    button(words.copyEmails, icons.copy),
    button(words.mail, icons.mail),
  )
}
