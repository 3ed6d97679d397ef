import type { OutlookPageEvent } from '../outlook-event.ts'
import type { OutlookContext } from './context.ts'
import { addDays, daysOf, isoDate, startOfDay, startOfWeek } from './dates.ts'
import { h } from './dom.ts'
import { buildTile } from './tile.ts'

const hourHeightPx = 48
const hourMs = 3_600_000
const minuteMs = 60_000

/** The views of the calendar, as they stand in its address. */
export const viewNames = ['day', 'workweek', 'week', 'month'] as const

/** One view. */
export type ViewName = (typeof viewNames)[number]

/** Builds the surface of one view around a day. */
export function buildSurface(
  context: OutlookContext,
  view: ViewName,
  anchorMs: number,
): HTMLElement {
  const name = { day: 'Day', workweek: 'WorkWeek', week: 'Week', month: 'Month' }[view]
  return h(
    'div',
    { 'data-app-section': `Surface_${name}`, class: 'surface' },
    ...(view === 'month'
      ? [buildMonth(context, anchorMs)]
      : buildDays(context, daysOfView(view, anchorMs))),
  )
}

function daysOfView(view: ViewName, anchorMs: number): number[] {
  if (view === 'day') return [startOfDay(anchorMs)]
  const first = startOfWeek(anchorMs)
  return view === 'week'
    ? Array.from({ length: 7 }, (_, index) => addDays(first, index))
    : Array.from({ length: 5 }, (_, index) => addDays(first, index + 1))
}

function eventsOn(context: OutlookContext, day: number): OutlookPageEvent[] {
  return context.events.filter((event) => {
    const { first, last } = daysOf(event)
    return first <= day && day <= last
  })
}

/** What stands above the hours: all-day events, and everything that lasts a day or longer. */
function isAbove(event: OutlookPageEvent): boolean {
  return event.isAllDay || event.endMs - event.startMs >= 24 * hourMs
}

function buildDays(context: OutlookContext, days: number[]): HTMLElement[] {
  const isNested = context.modes.columns === 'nested'
  const today = startOfDay(context.nowMs())
  const heads = days.map((day) => {
    const head = h(
      'div',
      { class: 'head-cell', 'data-column-date': isoDate(day) },
      h(
        'div',
        { class: day === today ? 'day-head today' : 'day-head' },
        h('span', { class: 'day-number' }, String(new Date(day).getDate())),
        ` ${context.formats.weekday(day)}`,
      ),
    )
    head.append(
      ...eventsOn(context, day)
        .filter(isAbove)
        .map((event) => buildTile(context, event)),
    )
    return head
  })
  const columns = days.map((day) => h('div', { class: 'column', 'data-column-date': isoDate(day) }))
  const field = h('div', { class: 'columns' }, ...columns)
  for (const [index, day] of days.entries()) {
    for (const tile of placedTiles(context, day)) {
      if (isNested) {
        columns[index]?.append(tile)
        continue
      }
      const share = 100 / days.length
      tile.style.setProperty('left', `${index * share}%`)
      tile.style.setProperty('width', `${share * 0.94}%`)
      field.append(tile)
    }
  }
  const scroller = h('div', { class: 'scroller' }, buildHours(), field)
  requestAnimationFrame(() => {
    scroller.scrollTop = hourHeightPx * 8
  })
  return [
    h('div', { 'data-app-section': 'calendar-view-header-0', class: 'heads' }, ...heads),
    h('div', { 'data-app-section': 'calendar-view-0', class: 'hours-view' }, scroller),
  ]
}

function buildHours(): HTMLElement {
  return h(
    'div',
    { class: 'hours', 'aria-hidden': 'true' },
    ...Array.from({ length: 24 }, (_, hour) => h('div', { class: 'hour' }, `${hour}:00`)),
  )
}

/** The tiles of one day; overlapping ones share its width. */
function placedTiles(context: OutlookContext, day: number): HTMLElement[] {
  const events = eventsOn(context, day).filter((event) => !isAbove(event))
  return events.map((event) => {
    const tile = buildTile(context, event)
    const top = Math.max(0, (event.startMs - day) / minuteMs)
    const bottom = Math.min(24 * 60, (event.endMs - day) / minuteMs)
    tile.style.setProperty('position', 'absolute')
    tile.style.setProperty('top', `${(top / 60) * hourHeightPx}px`)
    tile.style.setProperty('height', `${Math.max(22, ((bottom - top) / 60) * hourHeightPx - 2)}px`)
    return tile
  })
}

function buildMonth(context: OutlookContext, anchorMs: number): HTMLElement {
  const anchor = new Date(anchorMs)
  const first = startOfWeek(new Date(anchor.getFullYear(), anchor.getMonth(), 1).getTime())
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const cells = Array.from({ length: 42 }, (_, index) => {
    const day = addDays(first, index)
    return h(
      'div',
      {
        class: 'month-cell',
        id: `monthDayCell_${isoDate(day)}T00:00:00.000${offsetOf(day)}_${zone}_1`,
      },
      h('div', { class: 'day-number' }, String(new Date(day).getDate())),
      ...eventsOn(context, day)
        .sort((a, b) => a.startMs - b.startMs)
        .map((event) => buildTile(context, event)),
    )
  })
  return h('div', { 'data-app-section': 'calendar-view-0', class: 'month' }, ...cells)
}

/** `+09:00`. */
function offsetOf(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset()
  const two = (value: number): string => String(value).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
