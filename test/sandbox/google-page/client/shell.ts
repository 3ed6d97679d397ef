import type { PageContext } from './context.ts'
import { addDays, startOfDay, startOfWeek } from './dates.ts'
import { h, icon, on } from './dom.ts'
import { icons } from './icons.ts'

/** What the frame around the grid can ask for. */
export interface ShellActions {
  goTo(view: string, dayMs: number): void
  create(): void
}

/** Builds the page around the grid: bar, side column, companion bar. */
export function buildShell(
  context: PageContext,
  view: string,
  anchorMs: number,
  grid: HTMLElement,
  actions: ShellActions,
): HTMLElement {
  return h(
    'div',
    { class: 'app' },
    buildBar(context, view, anchorMs, actions),
    h(
      'div',
      { class: 'app-body' },
      buildSide(context, view, anchorMs, actions),
      h('div', { role: 'main', class: 'main' }, grid),
      h(
        'div',
        { class: 'companion', 'aria-hidden': 'true' },
        icon(icons.notes),
        icon(icons.tick),
        icon(icons.people),
        icon(icons.plus),
      ),
    ),
  )
}

/** How far the arrows go in a view. */
export function stepOf(view: string, anchorMs: number, direction: 1 | -1): number {
  if (view !== 'month') return addDays(anchorMs, direction * (view === 'day' ? 1 : 7))
  const date = new Date(anchorMs)
  return new Date(date.getFullYear(), date.getMonth() + direction, 1).getTime()
}

function iconButton(label: string, path: string, run: () => void): HTMLElement {
  return on(
    h('button', { type: 'button', class: 'icon-button', 'aria-label': label }, icon(path)),
    'click',
    run,
  )
}

function buildBar(
  context: PageContext,
  view: string,
  anchorMs: number,
  actions: ShellActions,
): HTMLElement {
  const { words, formats, account } = context
  const views = [
    ['day', words.day],
    ['week', words.week],
    ['month', words.month],
  ] as const
  return h(
    'header',
    { class: 'bar' },
    h('span', { class: 'icon-button', 'aria-hidden': 'true' }, icon(icons.menu)),
    h(
      'span',
      { class: 'logo', 'aria-hidden': 'true' },
      String(new Date(context.nowMs()).getDate()),
    ),
    h('span', { class: 'app-name' }, words.app),
    on(h('button', { type: 'button', class: 'today-button' }, words.today), 'click', () =>
      actions.goTo(view, startOfDay(context.nowMs())),
    ),
    iconButton(words.previous, icons.left, () => actions.goTo(view, stepOf(view, anchorMs, -1))),
    iconButton(words.next, icons.right, () => actions.goTo(view, stepOf(view, anchorMs, 1))),
    h('h1', { class: 'bar-title' }, formats.heading(anchorMs)),
    h('span', { class: 'spring' }),
    h(
      'div',
      { class: 'view-switch', role: 'group' },
      ...views.map(([id, label]) =>
        on(
          h('button', { type: 'button', 'aria-pressed': id === view ? 'true' : 'false' }, label),
          'click',
          () => actions.goTo(id, anchorMs),
        ),
      ),
    ),
    h(
      'span',
      { class: 'account', title: account.email },
      (account.name || account.email).slice(0, 1).toUpperCase(),
    ),
  )
}

function buildSide(
  context: PageContext,
  view: string,
  anchorMs: number,
  actions: ShellActions,
): HTMLElement {
  const { words, account } = context
  const calendars = [...new Set(context.events.map((event) => event.calendarId))]
  const mine = calendars.filter((id) => id === account.email)
  const others = calendars.filter((id) => id !== account.email)
  const group = (title: string, names: string[]): HTMLElement =>
    h(
      'section',
      {},
      h('h2', {}, title),
      ...names.map((name, index) =>
        h(
          'div',
          { class: 'calendar-line' },
          h('span', { class: 'box', 'data-index': index % 3 }),
          h('span', {}, name),
        ),
      ),
    )
  return h(
    'aside',
    { class: 'side' },
    on(
      h(
        'button',
        { type: 'button', class: 'create' },
        icon(icons.plus),
        h('span', {}, words.create),
      ),
      'click',
      () => actions.create(),
    ),
    buildMiniMonth(context, view, anchorMs, actions),
    group(words.myCalendars, mine.length === 0 ? [account.email] : [account.name || account.email]),
    group(words.otherCalendars, others),
  )
}

function buildMiniMonth(
  context: PageContext,
  view: string,
  anchorMs: number,
  actions: ShellActions,
): HTMLElement {
  const anchor = new Date(anchorMs)
  const first = startOfWeek(new Date(anchor.getFullYear(), anchor.getMonth(), 1).getTime())
  const today = startOfDay(context.nowMs())
  return h(
    'div',
    { class: 'mini' },
    h('div', { class: 'mini-title' }, context.formats.heading(anchorMs)),
    h(
      'div',
      { class: 'mini-days' },
      ...Array.from({ length: 42 }, (_, index) => {
        const day = addDays(first, index)
        const isOutside = new Date(day).getMonth() !== anchor.getMonth()
        return on(
          h(
            'span',
            {
              class: `mini-day${isOutside ? ' outside' : ''}${day === today ? ' today' : ''}`,
            },
            String(new Date(day).getDate()),
          ),
          'click',
          () => actions.goTo(view === 'month' ? 'week' : view, day),
        )
      }),
    ),
  )
}
