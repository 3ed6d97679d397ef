import type { browser } from 'wxt/browser'
import type { PanelWake } from '../messaging/panel-wake.ts'
import type { FrameRegistry } from './frames.ts'

/** Wakes the panel of a tab, whose line may be resting. With `takesFocus` it takes the keyboard, too. */
export type WakePanel = (tabId: number, takesFocus?: boolean) => Promise<void>

/** Builds it over `runtime.sendMessage`. */
export function createPanelWaker(
  runtime: Pick<typeof browser.runtime, 'sendMessage'>,
  frames: FrameRegistry,
): WakePanel {
  return async (tabId, takesFocus = false) => {
    const frame = await frames.get(tabId)
    if (frame === null) return
    const wake: PanelWake = {
      type: 'panel/wake',
      frameToken: frame.frameToken,
      ...(takesFocus && { takesFocus }),
    }
    try {
      await runtime.sendMessage(wake)
    } catch {
      // None of our pages is open: the frame is not made yet and connects by itself when it is.
      // https://developer.chrome.com/docs/extensions/reference/api/runtime#method-sendMessage
    }
  }
}
