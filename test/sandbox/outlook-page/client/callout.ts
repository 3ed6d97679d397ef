import { counters, type OutlookCounters } from './counters.ts'
import { h } from './dom.ts'

/** A box beside what it belongs to, gone at the first sign that a person does something else. */
export interface Callout {
  /** Shows content; what was shown before goes. Null anchor: in the middle. */
  show(content: HTMLElement, anchor: Element | null): void
  close(): void
  content(): HTMLElement | null
}

/**
 * Builds the callout of a page inside `layers`. While it is shown it closes on focus and clicks outside
 * (heard by the root element in the capture phase, judged by the first element of the path), on scrolling
 * outside, on resizing and on Escape. What `isSpared` names is not outside. `onClosed` runs after it went.
 */
export function createCallout(
  layers: HTMLElement,
  isSpared: (target: Node) => boolean,
  onClosed: () => void,
): Callout {
  let layer: HTMLElement | null = null
  let shown: HTMLElement | null = null
  let listening = new AbortController()

  const close = (): void => {
    listening.abort()
    if (layer === null) return
    layer.remove()
    layer = null
    shown = null
    onClosed()
  }
  const dismiss = (how: keyof OutlookCounters['dismissals']): void => {
    counters.dismissals[how] += 1
    close()
  }

  const listen = (anchor: Element | null): void => {
    listening = new AbortController()
    const { signal } = listening
    const isOutside = (event: Event): boolean => {
      const target = event.composedPath()[0]
      if (!(target instanceof Node)) return true
      if (isSpared(target)) return false
      return !(layer?.contains(target) ?? false) && !(anchor?.contains(target) ?? false)
    }
    const when = (
      target: EventTarget,
      type: string,
      how: keyof OutlookCounters['dismissals'],
    ): void => {
      target.addEventListener(
        type,
        (event) => {
          if (isOutside(event)) dismiss(how)
        },
        { capture: true, signal },
      )
    }
    when(document.documentElement, 'focus', 'focus')
    when(document.documentElement, 'click', 'click')
    when(window, 'scroll', 'scroll')
    window.addEventListener('resize', () => dismiss('resize'), { signal })
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') dismiss('escape')
      },
      { signal },
    )
  }

  return {
    content: () => shown,
    close,
    show(content, anchor) {
      if (layer !== null) close()
      shown = content
      layer = h('div', { class: 'layer' }, h('div', { class: 'callout' }, content))
      layers.append(layer)
      place(content.parentElement ?? content, anchor)
      // The press that opened it is not a press outside.
      const mine = layer
      setTimeout(() => {
        if (layer === mine) listen(anchor)
      })
    },
  }
}

function place(box: HTMLElement, anchor: Element | null): void {
  const at = anchor?.getBoundingClientRect()
  const width = 400
  const left =
    at === undefined
      ? 300
      : at.right + 12 + width < innerWidth
        ? at.right + 12
        : at.left - width - 12
  box.style.setProperty('left', `${Math.max(8, left)}px`)
  box.style.setProperty('top', `${Math.max(8, Math.min(at?.top ?? 120, innerHeight - 420))}px`)
}
