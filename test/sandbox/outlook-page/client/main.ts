import type { OutlookPageEvent } from '../outlook-event.ts'
import { installCleaner } from './cleaner.ts'
import { createContext } from './context.ts'
import { counters, type OutlookCounters } from './counters.ts'
import { addDays, startOfDay } from './dates.ts'
import { h } from './dom.ts'
import { buildSurface, type ViewName, viewNames } from './grid.ts'
import { buildPeople } from './people.ts'
import { buildCalendarModule, buildMailModule, buildShell, drawToolbar } from './shell.ts'
import { createWindows } from './windows.ts'

const context = createContext()
const app = h('div', { class: 'app' })
const layers = h('div', { id: 'fluent-default-layer-host', class: 'layers' })
const place = h('div', { class: 'place' })
const toolbar = h('div', {
  'data-app-section': 'CalendarSurfaceNavigationToolbar',
  class: 'bar',
})
/** Some addresses carry the account's number. */
const calendarHome = location.pathname.startsWith('/calendar/0/') ? '/calendar/0' : '/calendar'
let view: ViewName = 'week'
let anchorMs = startOfDay(context.nowMs())

const actions = {
  openMail: () => goToPath('/mail/'),
  openCalendar: () => goToPath(`${calendarHome}/view/${view}`),
  create: () => windows.openEditor(null),
  goTo(next: ViewName, direction: -1 | 0 | 1): void {
    const days = { day: 1, workweek: 7, week: 7, month: 30 }[next]
    anchorMs =
      direction === 0 && next === view
        ? startOfDay(context.nowMs())
        : addDays(anchorMs, direction * days)
    goToPath(`${calendarHome}/view/${next}`)
  },
}
const windows = createWindows(context, layers, app, redrawToolbar)

app.append(...buildShell(context, place, actions))
document.body.append(app, layers)
if (context.modes.hasCleaner) installCleaner()
for (const type of ['click', 'dblclick'] as const) {
  app.addEventListener(type, (event) => openTile(event.target, type === 'dblclick'))
}
app.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') openTile(event.target, false)
})
window.addEventListener('popstate', render)
window.addEventListener('focus', () => void refresh())
document.addEventListener('visibilitychange', () => void refresh())
render()

function redrawToolbar(): void {
  drawToolbar(context, toolbar, anchorMs, view, actions)
}

function goToPath(path: string): void {
  history.pushState(null, '', `${path}${location.search}`)
  render()
  void refresh()
}

function render(): void {
  windows.closeAll()
  const { pathname } = location
  const item = /^\/calendar\/(?:0\/)?item\/([^/]+)/.exec(pathname)?.[1]
  const shown = item === undefined ? null : findEvent(decodeURIComponent(item))
  if (pathname.startsWith('/mail')) {
    const first = context.events[0]
    const people = first === undefined ? h('div') : buildPeople(context, first)
    place.replaceChildren(buildMailModule(context, people))
    document.title = `${context.words.mail} - Outlook`
  } else if (shown !== null) {
    place.replaceChildren(windows.buildItemPage(shown))
  } else {
    const name = /\/view\/(\w+)/.exec(pathname)?.[1]
    view = viewNames.find((one) => one === name) ?? view
    redrawToolbar()
    const surface = buildSurface(context, view, anchorMs)
    place.replaceChildren(buildCalendarModule(context, toolbar, surface, actions))
    document.title = `${context.words.calendar} - Outlook`
  }
}

function findEvent(id: string | null): OutlookPageEvent | null {
  return context.events.find((one) => one.id === id) ?? null
}

function openTile(target: EventTarget | null, isFull: boolean): void {
  const tile = target instanceof Element ? target.closest('[data-calitemid]') : null
  const event = findEvent(tile?.getAttribute('data-calitemid') ?? null)
  if (event === null) return
  if (!isFull && context.modes.opening === 'late') {
    setTimeout(() => windows.openPeek(event, tile), 600)
  } else if (!isFull) windows.openPeek(event, tile)
  else if (event.isOrganizer) windows.openEditor(event)
  else windows.openFull(event)
}

/** Takes what changed in the world meanwhile; draws again only when something did. */
async function refresh(): Promise<void> {
  const answer = await fetch('/owa-assets/events.json')
  if (!answer.ok) return
  const events: OutlookPageEvent[] = await answer.json()
  if (JSON.stringify(events) === JSON.stringify(context.events)) return
  context.events = events
  if (layers.childElementCount === 0) render()
}

/** A burst of mutations over frames, as a large calendar makes while it loads. */
async function churn(mutations: number, frames: number): Promise<void> {
  const box = h('div', { class: 'churn', 'aria-hidden': 'true' })
  app.append(box)
  for (let frame = 0; frame < frames; frame += 1) {
    await new Promise(requestAnimationFrame)
    for (let count = 0; count < mutations / frames; count += 1) {
      if (count % 3 === 0) box.append(h('span'))
      else if (count % 3 === 1) box.setAttribute('data-pass', String(count))
      else box.lastElementChild?.remove()
    }
  }
  counters.mutations += mutations
  box.remove()
}

/** What tests may ask of the page. */
export interface OutlookTestHandle {
  counters: OutlookCounters
  /** Opens a peek without any press, as a search result would. */
  openPeek(id: string): void
  /** Opens the full view, as a reminder's button would. */
  openFull(id: string): void
  /** Opens the form, as a shortcut would. */
  openForm(id: string): void
  closeAll(): void
  refresh(): Promise<void>
  churn(mutations: number, frames: number): Promise<void>
}

function requireEvent(id: string): OutlookPageEvent {
  const event = findEvent(id)
  if (event === null) throw new Error(`no event ${id}`)
  return event
}

const handle: OutlookTestHandle = {
  counters,
  openPeek: (id) => windows.openPeek(requireEvent(id), null),
  openFull: (id) => windows.openFull(requireEvent(id)),
  openForm: (id) => windows.openEditor(requireEvent(id)),
  closeAll: windows.closeAll,
  refresh,
  churn,
}
Object.assign(window, { __outlook: handle })
