import type { OutlookPageAttendee, OutlookPageEvent, OutlookPagePerson } from '../outlook-event.ts'
import type { OutlookContext } from './context.ts'
import { h } from './dom.ts'

/** How many rows are shown before the rest is folded away. */
const shownRows = 5

/** Everything a view says about who is there: rows of people, or one sentence. */
export function buildPeople(context: OutlookContext, event: OutlookPageEvent): HTMLElement {
  const { words, modes } = context
  const section = h('div', { class: 'people' })
  const people = event.attendees.filter((one) => one.type !== 'resource' && !one.isViewer)
  const own = event.attendees.find((one) => one.isViewer)
  if (event.isOrganizer && people.length > 0 && modes.organizer === 'sentence') {
    const list = people.map((one) => words.said(printedName(one), one.response)).join(', ')
    section.append(h('div', { class: 'sentence' }, words.sentence(list)))
    return section
  }
  const rows: HTMLElement[] = []
  if (!event.isOrganizer) rows.push(buildPerson(context, event.organizer, words.organizer))
  if (own !== undefined && modes.self === 'listed') {
    rows.push(buildPerson(context, own, answerOf(context, own)))
  }
  if (event.isOrganizer || !event.isGuestListHidden) {
    rows.push(...people.map((one) => buildPerson(context, one, words.responses[one.response])))
  }
  section.append(...rows.slice(0, shownRows))
  const folded = rows.slice(shownRows)
  if (folded.length > 0) {
    const more = h(
      'button',
      { type: 'button', class: 'fold', 'aria-expanded': 'false' },
      words.showMore(folded.length),
    )
    more.addEventListener('click', () => more.replaceWith(...folded))
    section.append(more)
  }
  if (own !== undefined) section.append(buildAnswer(context, own))
  return section
}

/** The name as printed: people without one are their address. */
export function printedName(person: OutlookPagePerson): string {
  return person.name === '' ? person.email : person.name
}

function answerOf(context: OutlookContext, own: OutlookPageAttendee): string {
  const { words } = context
  return own.response === 'none' ? words.youDidNotRespond : words.responses[own.response]
}

/** A row: two buttons that say the same, picture and name, and the answer as plain text beside them. */
function buildPerson(
  context: OutlookContext,
  person: OutlookPagePerson,
  answer: string,
): HTMLElement {
  const name = printedName(person)
  const label = context.words.card(name)
  const twin = (className: string, ...children: (Node | string)[]): HTMLElement =>
    h('span', { role: 'button', tabindex: 0, 'aria-label': label, class: className }, ...children)
  return h(
    'div',
    { class: 'person' },
    context.modes.avatar === 'initials'
      ? twin('avatar', h('span', { 'aria-hidden': 'true' }, initialsOf(name)))
      : twin('avatar', h('img', { alt: '', src: picture, class: 'picture' })),
    h('div', { class: 'person-words' }, twin('person-name', name), h('div', {}, answer)),
  )
}

const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='

function initialsOf(name: string): string {
  const parts = name.split(/[\s@]+/)
  return parts.length > 1 && !name.includes('@')
    ? parts.map((part) => part.slice(0, 1)).join('')
    : name.slice(0, 1).toUpperCase()
}

/** What only an invited person has: a menu to answer with. */
function buildAnswer(context: OutlookContext, own: OutlookPageAttendee): HTMLElement {
  return h(
    'div',
    { class: 'answer' },
    h(
      'button',
      { type: 'button', class: 'button', 'aria-haspopup': 'true', 'aria-expanded': 'false' },
      own.response === 'none' ? context.words.rsvp : context.words.responses[own.response],
    ),
  )
}
