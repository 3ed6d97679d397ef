import type { PageEvent } from '../page-event.ts'
import type { PageContext } from './context.ts'
import { daysOf } from './dates.ts'
import { h, icon } from './dom.ts'
import { chipKeyOf } from './eid.ts'
import { icons } from './icons.ts'

/** The colour family a chip is painted in. */
export function toneOf(event: PageEvent): string {
  if (event.kind === 'task') return 'task'
  if (event.kind === 'birthday') return 'rose'
  if (event.kind === 'focusTime' || event.kind === 'outOfOffice') return 'slate'
  if (event.kind === 'workingLocation') return 'plain'
  const tones = ['teal', 'indigo', 'olive', 'plum']
  const sum = [...(event.seriesId ?? event.id)].reduce((n, c) => n + c.charCodeAt(0), 0)
  return tones[sum % tones.length] ?? 'teal'
}

/** The title as the page prints it. */
export function titleOf(context: PageContext, event: PageEvent): string {
  return event.title === '' ? context.words.noTitle : event.title
}

/** The sentence a screen reader hears first. */
function spokenText(context: PageContext, event: PageEvent): string {
  const { words, formats, locale } = context
  const place = event.location === '' ? words.noLocation : words.location(event.location)
  const when = event.isAllDay ? words.allDay : formats.spokenRange(event.startMs, event.endMs)
  const organizer = event.organizer.name || event.organizer.email
  const parts = [when, titleOf(context, event)]
  if (locale === 'en') parts.push(organizer)
  parts.push(place, formats.fullDate(daysOf(event).first))
  return parts.join(locale === 'ja' ? '、' : ', ')
}

function isDeclinedBySelf(event: PageEvent): boolean {
  return event.attendees.some((guest) => guest.isSelf && guest.responseStatus === 'declined')
}

/** A timed chip of the week grid, with the drag handle that carries the same key. */
export function buildTimedChip(context: PageContext, event: PageEvent): HTMLElement {
  const key = chipKeyOf(event)
  const isShort = event.endMs - event.startMs <= 30 * 60_000
  return h(
    'div',
    {
      role: 'button',
      tabindex: 0,
      class: `chip timed${isShort ? ' short' : ''}${isDeclinedBySelf(event) ? ' declined' : ''}`,
      'data-tone': toneOf(event),
      'data-eventchip': true,
      'data-eventid': key,
    },
    h('span', { class: 'spoken' }, spokenText(context, event)),
    h(
      'div',
      { 'aria-hidden': 'true', class: 'chip-body' },
      h('span', { class: 'chip-title' }, titleOf(context, event)),
      h('span', { class: 'chip-time' }, context.formats.range(event.startMs, event.endMs)),
    ),
    h('div', { 'aria-hidden': 'true', 'data-eventid': key, class: 'drag-handle' }),
  )
}

/** A stacked chip of the month view and the all-day row: here the button is the child. */
export function buildStackedChip(context: PageContext, event: PageEvent): HTMLElement {
  const time = event.isAllDay
    ? ''
    : `${context.formats.range(event.startMs, event.startMs).split(/ – |～/)[0] ?? ''} `
  return h(
    'div',
    {
      class: 'chip stacked',
      'data-tone': toneOf(event),
      'data-eventchip': true,
      'data-stacked-layout-chip-container': 'true',
      'data-eventid': chipKeyOf(event),
    },
    h(
      'div',
      {
        role: 'button',
        tabindex: 0,
        class: `stacked-body${event.isAllDay ? ' filled' : ''}${isDeclinedBySelf(event) ? ' declined' : ''}`,
        'data-stacked-layout-chip': 'true',
      },
      h('span', { class: 'spoken' }, spokenText(context, event)),
      ...(event.kind === 'task' ? [icon(icons.tick, 'icon small')] : []),
      h(
        'span',
        { 'aria-hidden': 'true', class: 'chip-title' },
        `${time}${titleOf(context, event)}`,
      ),
    ),
  )
}
