import type { OutlookPageEvent } from '../outlook-event.ts'
import { createCallout } from './callout.ts'
import type { OutlookContext } from './context.ts'
import { h } from './dom.ts'
import { buildEditor } from './editor.ts'
import { buildPeek, buildReading, type EventActions } from './event-view.ts'
import { trapFocus } from './focus-trap.ts'

/** Everything that opens over the calendar. */
export interface Windows {
  openPeek(event: OutlookPageEvent, anchor: Element | null): void
  openFull(event: OutlookPageEvent): void
  /** The form; null for a new event. */
  openEditor(event: OutlookPageEvent | null): void
  /** The full view alone in the page, as a link opens it. */
  buildItemPage(event: OutlookPageEvent): HTMLElement
  closeAll(): void
}

let zones = 0

/** Builds the windows of a page inside `layers`; `app` is hidden from readers while a modal is open. */
export function createWindows(
  context: OutlookContext,
  layers: HTMLElement,
  app: HTMLElement,
  onChanged: () => void,
): Windows {
  const isReused = (target: Node): boolean =>
    context.modes.reuse === 'node' &&
    target instanceof Element &&
    target.closest('[data-calitemid]') !== null
  const callout = createCallout(layers, isReused, onChanged)
  let closeModal = (): void => {}

  const openModal = (fill: (close: () => void) => HTMLElement[]): void => {
    callout.close()
    closeModal()
    zones += 1
    const content = h('div', { class: 'ms-Modal-scrollableContent' })
    const zone = h('div', { id: `ModalFocusTrapZone${zones}`, class: 'zone' }, content)
    const layer = h('div', { class: 'layer' }, h('div', { class: 'overlay' }), zone)
    content.append(...fill(() => closeModal()))
    layers.append(layer)
    app.setAttribute('aria-hidden', 'true')
    const release = trapFocus(zone, context.modes.modal === 'blocking')
    const hearEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') closeModal()
    }
    document.addEventListener('keydown', hearEscape)
    closeModal = () => {
      closeModal = () => {}
      document.removeEventListener('keydown', hearEscape)
      app.removeAttribute('aria-hidden')
      layer.remove()
      release()
      onChanged()
    }
    onChanged()
  }

  const actionsOf = (event: OutlookPageEvent, close: () => void): EventActions => ({
    view: () => openFull(event),
    edit: () => openEditor(event),
    close,
  })
  const openFull = (event: OutlookPageEvent): void =>
    openModal((close) => [
      h(
        'div',
        { 'data-app-section': 'ReadingPane', class: 'reading' },
        ...buildReading(context, event, actionsOf(event, close)),
      ),
    ])
  const openEditor = (event: OutlookPageEvent | null): void =>
    openModal((close) => buildEditor(context, event, close))

  return {
    openFull,
    openEditor,
    openPeek(event, anchor) {
      const rows = buildPeek(context, event, actionsOf(event, callout.close))
      const old = callout.content()
      if (old !== null && context.modes.reuse === 'node') old.replaceChildren(...rows)
      else {
        const peek = h('div', { 'data-app-section': 'CalendarItemPeek', class: 'peek' }, ...rows)
        callout.show(peek, anchor)
      }
      onChanged()
    },
    buildItemPage: (event) =>
      h(
        'div',
        { 'data-app-section': 'ReadingPane', class: 'reading page' },
        ...buildReading(
          context,
          event,
          actionsOf(event, () => {}),
        ),
      ),
    closeAll() {
      callout.close()
      closeModal()
    },
  }
}
