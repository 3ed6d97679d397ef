import type { PageEvent } from '../page-event.ts'
import { titleOf } from './chips.ts'
import type { PageContext } from './context.ts'
import { h, icon, on } from './dom.ts'
import { icons } from './icons.ts'
import { whenOf } from './when.ts'

/** A task's popover: a dialog like the others, without `#xDetDlg`. */
export function buildTaskBubble(
  context: PageContext,
  event: PageEvent,
  close: () => void,
): HTMLElement {
  const { words } = context
  return h(
    'div',
    { class: 'detail task-bubble', 'data-taskid': event.id },
    h(
      'div',
      { class: 'detail-header' },
      on(
        h(
          'button',
          { type: 'button', class: 'icon-button', 'aria-label': words.close },
          icon(icons.close),
        ),
        'click',
        close,
      ),
    ),
    h(
      'div',
      { class: 'detail-scroller' },
      h(
        'div',
        { class: 'row' },
        icon(icons.tick),
        h(
          'div',
          { class: 'row-text' },
          h(
            'span',
            { role: 'heading', 'aria-level': 1, class: 'detail-title' },
            titleOf(context, event),
          ),
          h('div', {}, whenOf(context, event).day),
          h('div', { class: 'quiet' }, words.myTasks),
        ),
      ),
    ),
    h(
      'div',
      { class: 'detail-footer' },
      h('button', { type: 'button', class: 'answer' }, words.markDone),
    ),
  )
}

/** The popover that a press on an empty hour opens. */
export function buildQuickCreate(
  context: PageContext,
  startMs: number,
  actions: { close(): void; openEditor(): void },
): HTMLElement {
  const { words, formats } = context
  const title = h('input', {
    type: 'text',
    class: 'title-input',
    placeholder: words.addTitle,
    'aria-label': words.addTitle,
  })
  return h(
    'div',
    { class: 'detail quick-create' },
    h(
      'div',
      { class: 'detail-header' },
      on(
        h(
          'button',
          { type: 'button', class: 'icon-button', 'aria-label': words.close },
          icon(icons.close),
        ),
        'click',
        actions.close,
      ),
    ),
    h(
      'div',
      { class: 'detail-scroller' },
      title,
      h(
        'div',
        { class: 'row' },
        icon(icons.calendar),
        h(
          'div',
          { class: 'row-text' },
          `${formats.longDate(startMs)}⋅${formats.range(startMs, startMs + 3_600_000)}`,
        ),
      ),
      h(
        'div',
        { class: 'row' },
        icon(icons.people),
        h('div', { class: 'row-text quiet' }, words.addGuests),
      ),
    ),
    h(
      'div',
      { class: 'detail-footer' },
      h(
        'div',
        { class: 'answer-row' },
        on(
          h('button', { type: 'button', class: 'answer' }, words.moreOptions),
          'click',
          actions.openEditor,
        ),
        on(
          h('button', { type: 'button', class: 'answer primary' }, words.save),
          'click',
          actions.close,
        ),
      ),
    ),
  )
}
