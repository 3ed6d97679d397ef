import type { PageBoot } from '../boot.ts'
import type { PageEvent } from '../page-event.ts'
import { buildQuickCreate, buildTaskBubble } from './bubbles.ts'
import { createContext } from './context.ts'
import { counters } from './counters.ts'
import { startOfDay } from './dates.ts'
import { createDialogs } from './dialogs.ts'
import { h } from './dom.ts'
import { buildEditPage, editPathOf } from './edit-page.ts'
import { chipKeyOf, encodeEid } from './eid.ts'
import { buildGrid } from './grid.ts'
import { installHabits } from './hostility.ts'
import { buildShell, stepOf } from './shell.ts'

const bootText = document.getElementById('boot')?.textContent ?? '{}'
const boot: PageBoot = JSON.parse(bootText)
const context = createContext(boot)
const home = `/calendar/u/${context.account.index}/r`
const root = h('div', { class: 'root' })
const dialogs = createDialogs(context, (event) => goToPath(editPathOf(event)))
let view = 'week'
let anchorMs = startOfDay(context.nowMs())

document.body.append(buildUserInfo(), root)
installHabits(context, dialogs, runShortcut)
root.addEventListener('click', handleClick)
root.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' && event.key !== ' ') return
  const chip = chipOf(event.target)
  if (chip === null) return
  event.preventDefault()
  openChip(chip)
})
window.addEventListener('popstate', () => {
  dialogs.close()
  render()
})
window.addEventListener('focus', () => void refresh())
document.addEventListener('visibilitychange', () => void refresh())
render()

/** The account's address, zone and language, where the page keeps them. */
function buildUserInfo(): HTMLElement {
  const info = h(
    'div',
    { id: 'xUserInfo' },
    h('div', { id: 'xUserEmail' }, context.account.email),
    h('div', { id: 'xTimezone' }, Intl.DateTimeFormat().resolvedOptions().timeZone),
    h('div', { id: 'xUserLocale' }, context.locale),
  )
  info.style.setProperty('display', 'none')
  return info
}

function readPath(): { view: string; rest: string[] } {
  const parts = location.pathname.replace(/^\/calendar\/(u\/\d+\/)?r\/?/, '').split('/')
  const [first = '', ...rest] = parts
  return { view: first === '' ? view : first, rest }
}

function goToPath(path: string): void {
  history.pushState(null, '', `${home}${path}${location.search}`)
  void refresh()
  render()
}

function goTo(nextView: string, dayMs: number): void {
  const date = new Date(dayMs)
  dialogs.close()
  goToPath(`/${nextView}/${date.getFullYear()}/${date.getMonth() + 1}/${date.getDate()}`)
}

function render(): void {
  const path = readPath()
  if (path.view === 'eventedit') {
    renderEditPage(path.rest[0] ?? new URLSearchParams(location.search).get('eid'))
    return
  }
  view = ['day', 'week', 'month'].includes(path.view) ? path.view : 'week'
  const [year, month, day] = path.rest.map(Number)
  if (year && month && day) anchorMs = new Date(year, month - 1, day).getTime()
  document.body.dataset.viewfamily = 'EVENT'
  document.body.dataset.viewkey = view.toUpperCase()
  root.replaceChildren(
    buildShell(context, view, anchorMs, buildGrid(context, view, anchorMs), {
      goTo,
      create: () => goToPath('/eventedit'),
    }),
  )
}

function renderEditPage(eid: string | null): void {
  document.body.dataset.viewfamily = 'EVENT_EDIT'
  document.body.dataset.viewkey = 'EVENT_EDIT'
  const plain = eid?.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  const event = context.events.find((one) => encodeEid(one) === plain) ?? null
  root.replaceChildren(
    buildEditPage(context, event, () => {
      if (history.length > 1) history.back()
      else goTo(view, anchorMs)
    }),
  )
}

function chipOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('[data-eventchip]') : null
}

function handleClick(event: Event): void {
  const chip = chipOf(event.target)
  if (chip !== null) {
    openChip(chip)
    return
  }
  const column = event.target instanceof Element ? event.target.closest('.column') : null
  if (column === null || !(event instanceof MouseEvent)) return
  const hour = Math.floor((event.clientY - column.getBoundingClientRect().top) / 48)
  const startMs = anchorMs + hour * 3_600_000
  dialogs.openBubble(
    buildQuickCreate(context, startMs, {
      close: dialogs.close,
      openEditor: () => {
        dialogs.close()
        goToPath('/eventedit')
      },
    }),
    null,
  )
}

function openChip(chip: Element): void {
  const key = chip.getAttribute('data-eventid')
  const event = context.events.find((one) => chipKeyOf(one) === key)
  if (event !== undefined) openEvent(event, chip)
}

function openEvent(event: PageEvent, anchor: Element | null): void {
  if (event.kind === 'task') {
    dialogs.openBubble(buildTaskBubble(context, event, dialogs.close), anchor)
  } else {
    dialogs.openEvent(event, anchor)
  }
}

function runShortcut(key: string): void {
  if (key === 'Escape') dialogs.close()
  else if (key === 'c') goToPath('/eventedit')
  else if (key === 't') goTo(view, startOfDay(context.nowMs()))
  else if (key === 'd' || key === 'w' || key === 'm') {
    goTo({ d: 'day', w: 'week', m: 'month' }[key], anchorMs)
  } else if (key === 'j' || key === 'k') goTo(view, stepOf(view, anchorMs, key === 'j' ? 1 : -1))
}

/** Takes what changed in the world meanwhile; draws again only when something did. */
async function refresh(): Promise<void> {
  const answer = await fetch(`/calendar/u/${context.account.index}/events.json`)
  if (!answer.ok) return
  const events: PageEvent[] = await answer.json()
  if (JSON.stringify(events) === JSON.stringify(context.events)) return
  context.events = events
  if (dialogs.shownDialog() === null && readPath().view !== 'eventedit') render()
}

/** A burst of mutations over frames, as a large calendar makes while it loads. */
async function churn(mutations: number, frames: number): Promise<void> {
  const box = h('div', { class: 'churn', 'aria-hidden': 'true' })
  root.append(box)
  for (let frame = 0; frame < frames; frame += 1) {
    await new Promise(requestAnimationFrame)
    for (let count = 0; count < mutations / frames; count += 1) {
      if (count % 3 === 0) box.append(h('span', { 'data-eventid': 'x' }))
      else if (count % 3 === 1) box.setAttribute('data-pass', String(count))
      else box.lastElementChild?.remove()
    }
  }
  box.remove()
}

/** What tests may ask of the page. */
export interface PageTestHandle {
  counters: typeof counters
  openById(id: string): void
  close(): void
  refresh(): Promise<void>
  churn(mutations: number, frames: number): Promise<void>
}

const handle: PageTestHandle = {
  counters,
  openById(id) {
    const event = context.events.find((one) => one.id === id)
    if (event === undefined) throw new Error(`no event ${id}`)
    openEvent(event, document.querySelector(`[data-eventchip][data-eventid="${chipKeyOf(event)}"]`))
  },
  close: dialogs.close,
  refresh,
  churn,
}
Object.assign(window, { __page: handle })
