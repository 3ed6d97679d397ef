import type { PageEvent } from '../page-event.ts'
import type { PageContext } from './context.ts'
import { daysOf } from './dates.ts'

/** The two halves of the line under the title: the day, and the time where there is one. */
export function whenOf(context: PageContext, event: PageEvent): { day: string; time: string } {
  const { formats } = context
  const { first, last } = daysOf(event)
  if (event.isAllDay) {
    const end = last === first ? '' : ` – ${formats.longDate(last)}`
    return { day: `${formats.longDate(first)}${end}`, time: '' }
  }
  if (first !== last) {
    const side = (ms: number): string =>
      `${formats.fullDate(ms)}, ${
        formats
          .range(ms, ms)
          .split(/ – |～/)
          .at(-1) ?? ''
      }`
    return { day: `${side(event.startMs)} – ${side(event.endMs)}`, time: '' }
  }
  return { day: formats.longDate(first), time: formats.range(event.startMs, event.endMs) }
}
