import { contentOf, type EventCopy } from './calendar-event.ts'
import type { CalendarStore } from './calendar-store.ts'

/**
 * "This and all following events" as Outlook does it: the old series ends before the occurrence at `fromMs`, a
 * new one begins there. To Exchange the two are strangers: another UID, and no attachment comes along. Returns
 * the organizer's copy of the new series.
 */
export function splitMicrosoftSeries(
  calendar: CalendarStore,
  master: EventCopy,
  fromMs: number,
): EventCopy {
  if (!calendar.hasOccurrence(master, fromMs)) throw new Error('No occurrence begins then')
  const { content, organizer } = master
  const {
    invited,
    startMs,
    endMs,
    isCancelled: _cancelled,
    ...rest
  } = contentOf({
    copy: master,
    originalMs: null,
  })
  const until = `${new Date(fromMs - 1000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const ended = content.recurrence.map((line) =>
    line.startsWith('RRULE:')
      ? `${line.replace(/;(UNTIL|COUNT)=[^;]*/g, '')};UNTIL=${until}`
      : line,
  )
  calendar.update({ copy: master, originalMs: null }, { recurrence: ended })
  return calendar.add({
    ...rest,
    organizer: organizer.email,
    guests: invited,
    startMs: fromMs,
    endMs: fromMs + (endMs - startMs),
  })
}
