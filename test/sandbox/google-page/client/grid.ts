import type { PageEvent } from '../page-event.ts'
import { buildStackedChip, buildTimedChip } from './chips.ts'
import type { PageContext } from './context.ts'
import { addDays, dateKeyOf, daysOf, startOfDay, startOfWeek } from './dates.ts'
import { h } from './dom.ts'

const hourHeightPx = 48
const minuteMs = 60_000

/** Builds the grid of one view around a day. */
export function buildGrid(context: PageContext, view: string, anchorMs: number): HTMLElement {
  if (view === 'month') return buildMonth(context, anchorMs)
  const first = view === 'day' ? startOfDay(anchorMs) : startOfWeek(anchorMs)
  const days = Array.from({ length: view === 'day' ? 1 : 7 }, (_, index) => addDays(first, index))
  return buildDays(context, days)
}

function eventsOn(context: PageContext, day: number): PageEvent[] {
  return context.events.filter((event) => {
    const { first, last } = daysOf(event)
    return first <= day && day <= last
  })
}

function buildDayHead(context: PageContext, day: number): HTMLElement {
  const isToday = day === startOfDay(context.nowMs())
  return h(
    'div',
    { role: 'columnheader', class: `day-head${isToday ? ' today' : ''}` },
    h('span', { class: 'weekday' }, context.formats.weekday(day)),
    h('span', { class: 'day-number' }, String(new Date(day).getDate())),
  )
}

function buildDays(context: PageContext, days: number[]): HTMLElement {
  const gutter = h('div', { class: 'gutter', 'aria-hidden': 'true' })
  for (let hour = 1; hour < 24; hour += 1) {
    const label = h(
      'span',
      { class: 'hour-label' },
      context.formats.hour(new Date(2026, 0, 1, hour).getTime()),
    )
    label.style.setProperty('top', `${hour * hourHeightPx}px`)
    gutter.append(label)
  }
  const columns = days.map((day, index) => buildColumn(context, day, index))
  const scroller = h('div', { class: 'day-scroller' }, gutter, ...columns)
  requestAnimationFrame(() => {
    scroller.scrollTop = hourHeightPx * 8
  })
  return h(
    'div',
    { role: 'grid', class: `grid days columns-${days.length}` },
    h(
      'div',
      { class: 'day-heads' },
      h('div', { class: 'gutter-head' }),
      ...days.map((day) => buildDayHead(context, day)),
    ),
    h(
      'div',
      { class: 'all-day-row' },
      h('div', { class: 'gutter-head' }),
      ...days.map((day) =>
        h(
          'div',
          { class: 'all-day-cell' },
          ...eventsOn(context, day)
            .filter((event) => isStacked(event))
            .map((event) => buildStackedChip(context, event)),
        ),
      ),
    ),
    scroller,
  )
}

function isStacked(event: PageEvent): boolean {
  return event.isAllDay || event.endMs - event.startMs >= 24 * 60 * minuteMs
}

function buildColumn(context: PageContext, day: number, index: number): HTMLElement {
  const cell = h('div', {
    role: 'gridcell',
    class: 'column',
    'data-datekey': dateKeyOf(day),
    'data-column-index': index,
  })
  const events = eventsOn(context, day)
    .filter((event) => !isStacked(event))
    .sort((a, b) => a.startMs - b.startMs || b.endMs - a.endMs)
  for (const { event, lane, laneCount } of layOut(events)) {
    const chip = buildTimedChip(context, event)
    const top = Math.max(0, (event.startMs - day) / minuteMs)
    const bottom = Math.min(24 * 60, (event.endMs - day) / minuteMs)
    chip.style.setProperty('top', `${(top / 60) * hourHeightPx}px`)
    chip.style.setProperty('height', `${Math.max(20, ((bottom - top) / 60) * hourHeightPx - 2)}px`)
    chip.style.setProperty('left', `${(lane / laneCount) * 96}%`)
    chip.style.setProperty('width', `${96 / laneCount}%`)
    cell.append(chip)
  }
  const sinceMidnight = context.nowMs() - day
  if (sinceMidnight >= 0 && sinceMidnight < 24 * 60 * minuteMs) {
    const line = h('div', { class: 'now-line', 'aria-hidden': 'true' })
    line.style.setProperty('top', `${(sinceMidnight / minuteMs / 60) * hourHeightPx}px`)
    cell.append(line)
  }
  return cell
}

interface Placed {
  event: PageEvent
  lane: number
  laneCount: number
}

/** Side by side where events overlap. */
function layOut(events: PageEvent[]): Placed[] {
  const placed: Placed[] = []
  let cluster: Placed[] = []
  let clusterEndMs = Number.NEGATIVE_INFINITY
  const closeCluster = (): void => {
    const laneCount = Math.max(1, ...cluster.map((one) => one.lane + 1))
    for (const one of cluster) one.laneCount = laneCount
    placed.push(...cluster)
    cluster = []
  }
  for (const event of events) {
    if (event.startMs >= clusterEndMs) closeCluster()
    const taken = cluster.filter((one) => one.event.endMs > event.startMs).map((one) => one.lane)
    let lane = 0
    while (taken.includes(lane)) lane += 1
    cluster.push({ event, lane, laneCount: 1 })
    clusterEndMs = Math.max(clusterEndMs, event.endMs)
  }
  closeCluster()
  return placed
}

function buildMonth(context: PageContext, anchorMs: number): HTMLElement {
  const anchor = new Date(anchorMs)
  const first = startOfWeek(new Date(anchor.getFullYear(), anchor.getMonth(), 1).getTime())
  const today = startOfDay(context.nowMs())
  const cells = Array.from({ length: 42 }, (_, index) => {
    const day = addDays(first, index)
    const isOutside = new Date(day).getMonth() !== anchor.getMonth()
    return h(
      'div',
      {
        role: 'gridcell',
        class: `month-cell${isOutside ? ' outside' : ''}${day === today ? ' today' : ''}`,
        'data-datekey': dateKeyOf(day),
        'data-column-index': index % 7,
      },
      h('span', { class: 'day-number' }, String(new Date(day).getDate())),
      ...eventsOn(context, day)
        .sort((a, b) => a.startMs - b.startMs)
        .map((event) => buildStackedChip(context, event)),
    )
  })
  return h(
    'div',
    { role: 'grid', class: 'grid month' },
    h(
      'div',
      { class: 'month-heads' },
      ...Array.from({ length: 7 }, (_, index) =>
        h('div', { class: 'weekday' }, context.formats.weekday(addDays(first, index))),
      ),
    ),
    h('div', { class: 'month-cells' }, ...cells),
  )
}
