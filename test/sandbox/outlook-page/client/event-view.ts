import type { OutlookPageEvent } from '../outlook-event.ts'
import type { OutlookContext } from './context.ts'
import { button, h, icon } from './dom.ts'
import { buildPeople } from './people.ts'

/** What the buttons of a view do. */
export interface EventActions {
  view(): void
  edit(): void
  close(): void
}

/** How long the people of an event take to appear. */
const peopleDelayMs = { usual: 120, slow: 1200 }

/** The contents of a peek; no address is in it but for people without a name. */
export function buildPeek(
  context: OutlookContext,
  event: OutlookPageEvent,
  actions: EventActions,
): HTMLElement[] {
  const { words } = context
  const full = button('', actions.view, { title: words.viewEvent, 'aria-label': words.viewEvent })
  full.append(icon('FullScreen'))
  const bar = h('div', { class: 'peek-bar' }, full)
  if (event.isOrganizer) bar.append(button(words.edit, actions.edit))
  bar.append(button(words.close, actions.close))
  return [bar, ...buildFacts(context, event), buildLatePeople(context, event)]
}

/** The contents of the full view. */
export function buildReading(
  context: OutlookContext,
  event: OutlookPageEvent,
  actions: EventActions,
): HTMLElement[] {
  const { words } = context
  const bar = h('div', { role: 'toolbar', 'data-app-section': 'Toolbar', class: 'bar' })
  if (event.isOrganizer) bar.append(button(words.edit, actions.edit))
  bar.append(button(words.remove, actions.close), button(words.close, actions.close))
  const body = h('div', { class: 'body' })
  for (const word of event.body.split(' ')) {
    body.append(word.includes('@') ? h('a', { href: `mailto:${word}` }, word) : word, ' ')
  }
  return [bar, ...buildFacts(context, event), buildLatePeople(context, event), body]
}

function buildFacts(context: OutlookContext, event: OutlookPageEvent): HTMLElement[] {
  const { words, formats, modes } = context
  const isHeading = modes.title === 'heading'
  const rows = [
    h(
      'div',
      {
        class: 'title',
        'aria-label': words.title,
        ...(isHeading && { role: 'heading', 'aria-level': 2 }),
      },
      h('span', {}, event.subject),
    ),
    h(
      'div',
      { class: 'row' },
      icon('ClockRegular'),
      h('span', { 'aria-label': words.time }, formats.when(event)),
    ),
  ]
  if (event.location !== '') {
    rows.push(
      h('div', { class: 'row', 'aria-label': words.location }, h('span', {}, event.location)),
    )
  }
  if (event.isOnline) {
    rows.push(
      h(
        'div',
        { class: 'row' },
        button(words.join, () => {}, { name: 'JoinButton' }),
      ),
    )
  }
  rows.push(
    h(
      'div',
      { class: 'row' },
      icon('CalendarEmptyRegular'),
      h('span', {}, words.statuses[event.showAs]),
    ),
  )
  return rows
}

/** People are fetched after the rest is drawn. */
function buildLatePeople(context: OutlookContext, event: OutlookPageEvent): HTMLElement {
  const place = h('div', { class: 'people-place' })
  setTimeout(
    () => place.replaceChildren(buildPeople(context, event)),
    peopleDelayMs[context.modes.people],
  )
  return place
}
