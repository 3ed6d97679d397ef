import type { Browser } from 'wxt/browser'
import { type PanelMessage, type PanelPush, panelMessages } from '../messaging/protocol.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { PairId } from '../model/people.ts'

/** What a panel outside a calendar page shows. `meeting` null is 日程未設定. */
export interface PanelPlace {
  pairId: PairId
  meeting: MeetingKey | null
}

/** One panel's end of the line, parsed and typed. */
export interface PanelPort {
  /** The tab in whose page the panel is framed; null where it stands alone (own tab, side panel). */
  readonly tabId: number | null
  /** Sends; a line that is already cut swallows the message, the panel asks again when it is back. */
  post(push: PanelPush): void
  onMessage(listener: (message: PanelMessage) => void): void
  onDisconnect(listener: () => void): void
  /** Cuts the line: for panels that do not follow the protocol. */
  close(): void
}

/**
 * Wraps a runtime port. `framingTabId` is the tab of a panel inside a page. Messages that do not parse are
 * answered by cutting the line.
 */
export function wrapPanelPort(port: Browser.runtime.Port, framingTabId: number | null): PanelPort {
  return {
    tabId: framingTabId,
    post(push) {
      try {
        port.postMessage(push)
      } catch (thrown) {
        // The page went away between two lines; its disconnect event is on the way.
        // https://developer.chrome.com/docs/extensions/develop/concepts/messaging#port-lifetime
        if (!(thrown instanceof Error)) throw thrown
      }
    },
    onMessage(listener) {
      port.onMessage.addListener((raw: unknown) => {
        const parsed = panelMessages.safeParse(raw)
        if (parsed.success) listener(parsed.data)
        else port.disconnect()
      })
    },
    onDisconnect(listener) {
      port.onDisconnect.addListener(() => listener())
    },
    close: () => port.disconnect(),
  }
}
