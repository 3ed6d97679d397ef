import type { EventCopy } from '../../sandbox/microsoft/calendar-event.ts'
import { splitMicrosoftSeries } from '../../sandbox/microsoft/split-series.ts'
import type { World } from '../../sandbox/world.ts'
import type { CalendarHand } from './story-setting.ts'

/** The organizer's hand on one series in Outlook, as its page does it: nothing of it goes through our requests. */
export function outlookCalendarHand({ microsoft }: World, master: EventCopy): CalendarHand {
  const { calendar } = microsoft
  let copy = master
  const at = (from: string) => {
    const originalMs = Date.parse(from)
    if (!calendar.hasOccurrence(copy, originalMs)) throw new Error(`Nothing begins at ${from}`)
    return { copy, originalMs }
  }
  return {
    async move(from, to) {
      const { startMs, endMs } = copy.content
      const toMs = Date.parse(to)
      calendar.update(at(from), { startMs: toMs, endMs: toMs + (endMs - startMs) })
    },
    async cancel(from) {
      calendar.cancel(at(from))
    },
    splitFrom(from) {
      copy = splitMicrosoftSeries(calendar, copy, Date.parse(from))
    },
    seriesUid: () => calendar.iCalUIdOf({ copy, originalMs: null }),
  }
}
