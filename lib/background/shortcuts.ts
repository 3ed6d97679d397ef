import type { browser } from 'wxt/browser'
import type { FrameControl } from './frame-control.ts'
import type { FrameRegistry } from './frames.ts'
import type { WakePanel } from './panel-waker.ts'
import type { PrivateLane } from './private-lane.ts'

/** Names of the manifest's `commands`. People may bind other keys to them. */
export const shortcutNames = { openPanel: 'open-panel', togglePrivate: 'toggle-private' } as const

/**
 * Listens for the keyboard commands. Call in the first turn of the worker's life. `open-panel` opens the panel
 * of the calendar in the active tab and takes the keyboard along; elsewhere it opens the popup. `toggle-private`
 * hides the private lane everywhere, or shows it again.
 * https://developer.chrome.com/docs/extensions/reference/api/commands
 */
export function listenForShortcuts(parts: {
  commands: Pick<typeof browser.commands, 'onCommand'>
  tabs: Pick<typeof browser.tabs, 'query'>
  frames: FrameRegistry
  control: FrameControl
  lane: PrivateLane
  /** The context of this tab's panel changed. */
  refreshTab: (tabId: number) => void
  wakePanel: WakePanel
  openPopup: () => Promise<void>
  report: (thrown: unknown) => void
}): void {
  const { tabs, frames, control, lane, report } = parts

  const openPanel = async (): Promise<void> => {
    const [tab] = await tabs.query({ active: true, lastFocusedWindow: true })
    const frame = tab?.id === undefined ? null : await frames.get(tab.id)
    if (frame === null) {
      await parts.openPopup()
      return
    }
    await control.set(frame.tabId, 'open', true)
    parts.refreshTab(frame.tabId)
    await parts.wakePanel(frame.tabId, true)
  }

  parts.commands.onCommand.addListener((name) => {
    if (name === shortcutNames.openPanel) openPanel().catch(report)
    if (name === shortcutNames.togglePrivate) lane.toggle().catch(report)
  })
}
