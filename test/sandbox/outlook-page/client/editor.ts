import type { OutlookPageEvent } from '../outlook-event.ts'
import type { OutlookContext } from './context.ts'
import { button, h } from './dom.ts'
import { printedName } from './people.ts'

let made = 0

/** The form of a new event (null) or of one that the viewer organizes. */
export function buildEditor(
  context: OutlookContext,
  event: OutlookPageEvent | null,
  close: () => void,
): HTMLElement[] {
  const { words, formats } = context
  made += 1
  const id = `EVENT_CalendarCompose_${made}`
  const subject = h('input', { placeholder: words.addTitle, 'aria-label': words.addTitle })
  subject.value = event?.subject ?? ''
  return [
    h(
      'div',
      { role: 'toolbar', 'data-app-section': 'Toolbar', class: 'bar' },
      button(words.save, close),
      button(words.discard, close),
    ),
    h(
      'div',
      { 'data-app-section': 'Form_Content', class: 'form', id },
      h('div', { id: `${id}_SUBJECT` }, subject),
      h(
        'div',
        { role: 'textbox', 'aria-label': words.addPeople, class: 'well' },
        ...(event?.attendees ?? []).map((one) =>
          h(
            'span',
            { class: 'pill' },
            h('span', { role: 'button', 'aria-label': printedName(one) }, printedName(one)),
            button('×', () => {}, { 'aria-label': words.remove }),
          ),
        ),
      ),
      h(
        'div',
        { id: `${id}_DATETIME` },
        h('div', { role: 'button', tabindex: 0 }, event === null ? '' : formats.when(event)),
      ),
    ),
  ]
}
