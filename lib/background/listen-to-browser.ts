import type { browser } from 'wxt/browser'
import { panelPortName } from '../messaging/protocol.ts'
import { judgeSender } from '../messaging/sender.ts'
import type { DeviceStore } from '../storage/ports.ts'
import type { FrameRegistry } from './frames.ts'
import type { PanelHub } from './panel-hub.ts'
import { wrapPanelPort } from './panel-port.ts'

/**
 * Listens to what the browser tells: panels that connect, the install, the start, closed tabs,
 * permissions, the network.
 * Call in the first turn of the worker's life.
 */
export function listenToBrowser(parts: {
  browser: typeof browser
  hub: PanelHub
  device: DeviceStore
  frames: FrameRegistry
  onOnline: () => Promise<void>
  /** A permission was given or taken back; in Firefox, data consent is one. */
  onPermissions: () => Promise<void>
  report: (thrown: unknown) => void
}): void {
  const { browser, hub, report } = parts
  const { runtime } = browser
  const ownOrigin = new URL(runtime.getURL('/')).origin

  runtime.onConnect.addListener((port) => {
    if (port.name !== panelPortName) return
    const sender = judgeSender(port.sender, runtime.id, ownOrigin)
    if (sender.kind !== 'page' || sender.path !== '/panel.html') port.disconnect()
    else hub.accept(wrapPanelPort(port, sender.isFramed ? sender.tabId : null))
  })
  runtime.onInstalled.addListener(({ reason }) => {
    if (reason !== 'install') return
    browser.tabs.create({ url: runtime.getURL('/welcome.html') }).catch(report)
  })
  runtime.onStartup.addListener(() => {
    parts.device.releaseAllClientIds().catch(report)
  })
  browser.tabs.onRemoved.addListener((tabId) => {
    parts.frames.update(tabId, () => null).catch(report)
  })
  const onPermissions = () => parts.onPermissions().catch(report)
  browser.permissions.onAdded.addListener(onPermissions)
  browser.permissions.onRemoved.addListener(onPermissions)
  globalThis.addEventListener('online', () => parts.onOnline().catch(report))
  globalThis.addEventListener('offline', () => hub.refresh(null))
}
