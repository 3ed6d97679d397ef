import type { OutlookContext } from './context.ts'
import { counters } from './counters.ts'
import { button, h, isOwn } from './dom.ts'
import { type ViewName, viewNames } from './grid.ts'

/** Where the frame around the content leads. */
export interface ShellActions {
  openMail(): void
  openCalendar(): void
  create(): void
  goTo(view: ViewName, direction: -1 | 0 | 1): void
}

/** The frame of both modules: top bar, rail, and a place for the module. */
export function buildShell(
  context: OutlookContext,
  place: HTMLElement,
  actions: ShellActions,
): HTMLElement[] {
  const { words } = context
  return [
    h(
      'div',
      { id: 'TopBar', class: 'top' },
      h('span', { class: 'brand' }, 'Outlook'),
      h('span', { class: 'me', 'aria-hidden': 'true' }, context.viewer.name.slice(0, 1)),
    ),
    h(
      'div',
      { class: 'middle' },
      h(
        'nav',
        { class: 'rail' },
        button(words.mail, actions.openMail, { 'data-module': 'mail' }),
        button(words.calendar, actions.openCalendar, { 'data-module': 'calendar' }),
      ),
      place,
    ),
  ]
}

/** Fills the calendar module: ribbon, toolbar, surface. */
export function buildCalendarModule(
  context: OutlookContext,
  toolbar: HTMLElement,
  surface: HTMLElement,
  actions: ShellActions,
): HTMLElement {
  return h(
    'div',
    { 'data-app-section': 'CalendarModule', class: 'module' },
    h(
      'div',
      { 'data-app-section': 'Ribbon', class: 'ribbon' },
      button(context.words.newEvent, actions.create, { 'data-unique-id': 'Ribbon-2532' }),
    ),
    toolbar,
    h('div', { 'data-app-section': 'CalendarModuleSurface', role: 'main', class: 'main' }, surface),
  )
}

/** Draws the toolbar again, from nothing: whatever somebody put there is lost. */
export function drawToolbar(
  context: OutlookContext,
  toolbar: HTMLElement,
  anchorMs: number,
  view: ViewName,
  actions: ShellActions,
): void {
  const { words } = context
  counters.toolbarDrops += [...toolbar.children].filter((node) => !isOwn(node)).length
  toolbar.replaceChildren(
    button(words.today, () => actions.goTo(view, 0)),
    button('‹', () => actions.goTo(view, -1), { 'aria-label': words.previous }),
    button('›', () => actions.goTo(view, 1), { 'aria-label': words.next }),
    h('span', { class: 'month-name' }, context.formats.heading(anchorMs)),
    ...viewNames.map((name) =>
      button(words.views[name], () => actions.goTo(name, 0), {
        'aria-pressed': String(name === view),
      }),
    ),
  )
}

/** The mail module, with a message open: people and a reading pane look as they do in the calendar. */
export function buildMailModule(context: OutlookContext, people: HTMLElement): HTMLElement {
  return h(
    'div',
    { 'data-app-section': 'MailModule', class: 'module mail' },
    h('div', { class: 'folder' }, context.words.inbox),
    h(
      'div',
      { 'data-app-section': 'ReadingPane', class: 'reading' },
      h('div', { role: 'heading', 'aria-level': 2, class: 'title' }, '1on1'),
      people,
    ),
  )
}
