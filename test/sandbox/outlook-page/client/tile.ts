import type { OutlookPageEvent } from '../outlook-event.ts'
import type { OutlookContext } from './context.ts'
import { daysOf } from './dates.ts'
import { h } from './dom.ts'
import { printedName } from './people.ts'

/** One tile of an event; an event that crosses midnight has several with one id. */
export function buildTile(context: OutlookContext, event: OutlookPageEvent): HTMLElement {
  const { formats, words } = context
  const { subject } = event
  const hours = event.isAllDay ? words.allDay : formats.range(event)
  const own = event.attendees.find((one) => one.isViewer)
  const joint = context.locale === 'ja' ? '、' : ', '
  const label = [
    `${event.attendees.length > 0 ? words.meeting : ''}${event.isCancelled ? words.cancelled : ''}${own?.response === 'declined' ? words.declined : ''}${subject}`,
    hours,
    formats.longDay(daysOf(event).first),
    ...(event.location === '' ? [] : [event.location]),
    words.by(printedName(event.organizer)),
    words.statuses[event.showAs],
    ...(event.isRecurring ? [words.recurring] : []),
  ].join(joint)
  const title = [subject, ...(event.location === '' ? [] : [event.location]), hours].join('\n')
  return h(
    'div',
    {
      class: `tile${event.isCancelled || own?.response === 'declined' ? ' pale' : ''}`,
      'data-calitemid': event.id,
      'data-itemindex': context.events.indexOf(event),
    },
    h(
      'div',
      { role: 'button', tabindex: 0, class: 'tile-face', title, 'aria-label': label },
      h('div', { class: 'tile-subject' }, subject),
      h('div', { class: 'tile-where' }, event.location),
    ),
  )
}
