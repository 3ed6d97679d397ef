import type { PageEvent } from '../page-event.ts'
import type { PageContext } from './context.ts'
import { counters } from './counters.ts'
import { daysOf } from './dates.ts'
import { h, icon, isOwn, on } from './dom.ts'
import { encodeEid } from './eid.ts'
import { buildGuestTree, hasGuestTree } from './guest-tree.ts'
import { icons } from './icons.ts'

/** The editor mounts this long after the page appeared, and removes what it does not know. */
const editorMountMs = 600

/** Builds the page that edits an event; null makes the page of a new, unsaved one. */
export function buildEditPage(
  context: PageContext,
  event: PageEvent | null,
  leave: () => void,
): HTMLElement {
  const { words } = context
  const guestsSlot = h('div', { class: 'guests-slot' })
  const editorSlot = h('div', { class: 'editor-slot' })
  const details = h(
    'div',
    { role: 'tabpanel', 'aria-labelledby': 'tabEvent', class: 'edit-panel' },
    field(icons.place, {
      id: 'xLocIn',
      value: event?.location ?? '',
      'aria-label': words.addLocation,
      placeholder: words.addLocation,
    }),
    field(icons.video, {
      id: 'xOnCal',
      value: words.join,
      readonly: true,
      'aria-label': words.join,
    }),
    h(
      'div',
      { class: 'row' },
      icon(icons.bell),
      h(
        'ul',
        { id: 'xNtList', role: 'list', class: 'row-text plain-list' },
        h('li', {}, words.reminder),
      ),
    ),
    editorSlot,
  )
  const page = h(
    'div',
    { class: 'edit-page', 'data-is-create': event === null ? 'true' : 'false', role: 'main' },
    h(
      'div',
      { class: 'edit-head' },
      on(iconButton(words.close, icons.close), 'click', leave),
      titleInput(context, event),
      on(
        h('button', { type: 'button', id: 'xSaveBu', class: 'answer primary' }, words.save),
        'click',
        leave,
      ),
    ),
    buildDates(context, event),
    buildTabs(context, details),
    h(
      'div',
      { class: 'edit-columns' },
      details,
      h('div', { class: 'edit-side' }, h('h2', {}, words.guests), guestsSlot),
    ),
  )
  const url = location.href
  setTimeout(() => {
    if (location.href !== url) return
    for (const node of [
      ...editorSlot.childNodes,
      ...guestsSlot.childNodes,
      ...details.childNodes,
    ]) {
      if (isOwn(node)) continue
      node.remove()
      counters.strips += 1
    }
    editorSlot.replaceChildren(buildEditor(context, event))
    if (event !== null && hasGuestTree(event)) {
      guestsSlot.replaceChildren(buildGuestTree(context, event))
    }
  }, editorMountMs)
  return page
}

function titleInput(context: PageContext, event: PageEvent | null): HTMLElement {
  const input = h('input', {
    id: 'xTiIn',
    type: 'text',
    class: 'title-input',
    'data-initial-value': event?.title ?? '',
    'aria-label': context.words.addTitle,
    placeholder: context.words.addTitle,
  })
  input.value = event?.title ?? ''
  return input
}

function iconButton(label: string, path: string): HTMLElement {
  return h('button', { type: 'button', class: 'icon-button', 'aria-label': label }, icon(path))
}

function field(path: string, attributes: Record<string, string | true>): HTMLElement {
  const input = h('input', { type: 'text', class: 'row-text line-input', ...attributes })
  return h('div', { class: 'row' }, icon(path), input)
}

function buildDates(context: PageContext, event: PageEvent | null): HTMLElement {
  const days = event === null ? null : daysOf(event)
  const input = (ms: number): HTMLElement => {
    const date = new Date(ms)
    const digits = `${date.getFullYear()}${String(date.getMonth() + 1).padStart(2, '0')}${String(date.getDate()).padStart(2, '0')}`
    return h('input', {
      type: 'text',
      class: 'date-input',
      'data-date': digits,
      value: context.formats.fullDate(ms),
      'aria-label': context.formats.fullDate(ms),
    })
  }
  const first = days?.first ?? context.nowMs()
  const last = days?.last ?? context.nowMs()
  const range =
    event === null || event.isAllDay
      ? context.words.allDay
      : context.formats.range(event.startMs, event.endMs)
  return h(
    'div',
    { class: 'edit-dates' },
    input(first),
    h('span', { class: 'edit-time' }, range),
    input(last),
  )
}

function buildTabs(context: PageContext, details: HTMLElement): HTMLElement {
  // Switching tabs changes attributes only: no node comes or goes.
  const tab = (label: string, id: string | null, isSelected: boolean): HTMLElement =>
    h(
      'div',
      {
        role: 'tab',
        id,
        tabindex: isSelected ? 0 : -1,
        'aria-selected': String(isSelected),
        class: 'tab',
      },
      label,
    )
  const tabs = [tab(context.words.details, 'tabEvent', true), tab(context.words.task, null, false)]
  for (const one of tabs) {
    on(one, 'click', () => {
      for (const other of tabs) other.setAttribute('aria-selected', String(other === one))
      details.toggleAttribute('hidden', one !== tabs[0])
    })
  }
  return h('div', { role: 'tablist', class: 'tabs' }, ...tabs)
}

function buildEditor(context: PageContext, event: PageEvent | null): HTMLElement {
  return h(
    'div',
    { class: 'row' },
    icon(icons.text),
    h(
      'div',
      {
        contenteditable: 'true',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': context.words.addDescription,
        class: 'editor',
      },
      event?.description ?? '',
    ),
  )
}

/** The address of an event's edit page below the page's home. */
export function editPathOf(event: PageEvent): string {
  return `/eventedit/${encodeEid(event)}`
}
