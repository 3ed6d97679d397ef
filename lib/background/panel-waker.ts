import type { browser } from 'wxt/browser'
import type { PanelWake } from '../messaging/panel-wake.ts'
import type { FrameRegistry } from './frames.ts'

/** Wakes the panel of a tab, whose line may be resting. With `takesFocus` it takes the keyboard, too. */
export type WakePanel = (tabId: number, takesFocus?: boolean) => Promise<void>

/**
 * Builds it over `tabs.sendMessage`, which reaches all our frames in a tab. `runtime.sendMessage` would not
 * do: in Firefox a page of ours that is framed in somebody's page counts as a content script.
 */
export function createPanelWaker(
  tabs: Pick<typeof browser.tabs, 'sendMessage'>,
  frames: FrameRegistry,
  /** Whether the panel in this tab has a line that stands. */
  hasLine: (tabId: number) => boolean,
): WakePanel {
  return async (tabId, takesFocus = false) => {
    // The message goes to every frame of the tab, and each has to look at it.
    if (!takesFocus && hasLine(tabId)) return
    const frame = await frames.get(tabId)
    if (frame === null) return
    const wake: PanelWake = {
      type: 'panel/wake',
      frameToken: frame.frameToken,
      ...(takesFocus && { takesFocus }),
    }
    try {
      await tabs.sendMessage(tabId, wake)
    } catch {
      // Nothing of ours listens there: the frame is not made yet and connects by itself when it is.
      // https://developer.chrome.com/docs/extensions/reference/api/tabs#method-sendMessage
    }
  }
}
