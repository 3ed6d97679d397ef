import type { Frame } from 'playwright-core'

/** When something was painted, in ms since the epoch, on the clock that all frames of a browser share. */
export type PaintTime = number

/** What a frame must show. */
export interface Expectation {
  /** Host element whose open shadow root holds the text; null for the document itself. */
  host: string | null
  /** Words that must be there, and laid out. */
  text: string | null
  /** Element whose `data-state` must be a shown one; null when that is not asked. */
  shown: string | null
  deadlineMs: number
}

/**
 * Looks once per animation frame until everything expected is there, and answers with the time right after
 * that frame was painted: a message posted in an animation frame arrives after its rendering steps
 * (https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering). The same for every panel
 * and every frame; it costs each the same.
 *
 * Resolves the outer promise when the watch has begun. `painted` rejects after the deadline.
 */
export async function watchPaint(
  frame: Frame,
  expectation: Expectation,
): Promise<{ painted: Promise<PaintTime> }> {
  const watch = await frame.evaluateHandle((expected) => {
    const isThere = (): boolean => {
      if (expected.shown !== null) {
        const state = document.querySelector(expected.shown)?.getAttribute('data-state')
        if (state !== 'glance' && state !== 'open') return false
      }
      if (expected.text === null) return true
      const host = expected.host === null ? null : document.querySelector(expected.host)
      const root = expected.host === null ? document.body : host?.shadowRoot
      return root?.textContent?.includes(expected.text) === true
    }
    const painted = new Promise<number>((resolve, reject) => {
      const end = performance.now() + expected.deadlineMs
      const channel = new MessageChannel()
      channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now())
      const look = () => {
        if (isThere()) channel.port2.postMessage(null)
        else if (performance.now() > end) reject(new Error(`Never painted: ${expected.text}`))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
    return { painted }
  }, expectation)
  const painted = watch.evaluate(({ painted }) => painted).finally(() => watch.dispose())
  // Awaited by the caller after the press; a deadline that passes before must not end the process.
  painted.catch(() => undefined)
  return { painted }
}

/** Notes when the next press of the pointer arrives, as the browser's input queue stamped it. */
export async function watchPress(frame: Frame): Promise<{ pressed: Promise<PaintTime> }> {
  const watch = await frame.evaluateHandle(() => {
    const pressed = new Promise<number>((resolve) => {
      addEventListener('click', (event) => resolve(performance.timeOrigin + event.timeStamp), {
        capture: true,
        once: true,
      })
    })
    return { pressed }
  })
  return { pressed: watch.evaluate(({ pressed }) => pressed).finally(() => watch.dispose()) }
}
