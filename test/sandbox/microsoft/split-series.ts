import { contentOf, type EventCopy } from './calendar-event.ts'
import type { CalendarStore } from './calendar-store.ts'

const dayMs = 86_400_000

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
  // The last day of a range counts whole: it is the day before.
  const until = `${new Date(fromMs - dayMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
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
