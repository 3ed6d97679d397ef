import type { browser } from 'wxt/browser'
import type { z } from '../base/zod.ts'
import type { contentPushes } from '../messaging/protocol.ts'
import type { FrameState } from '../model/panel-context.ts'
import type { FrameRegistry } from './frames.ts'

/** Moves the panel's frame in a tab. */
export interface FrameControl {
  /**
   * Shows the frame so; a tab whose content script is gone is forgotten. `takesFocus` moves the keyboard
   * into the panel: only where the person asked for it by a key.
   */
  set(tabId: number, frameState: FrameState, takesFocus?: boolean): Promise<void>
  /** Gives the keyboard back to the page. */
  returnFocus(tabId: number): Promise<void>
  /** Tells every open calendar page that it may begin (consent was given). */
  enableAll(): Promise<void>
}

/** Builds the control over `browser.tabs`. */
export function createFrameControl(
  tabs: Pick<typeof browser.tabs, 'sendMessage' | 'query'>,
  frames: FrameRegistry,
): FrameControl {
  const push = async <Type extends keyof typeof contentPushes>(
    tabId: number,
    type: Type,
    input: z.infer<(typeof contentPushes)[Type]>,
  ): Promise<boolean> => {
    try {
      await tabs.sendMessage(tabId, { type, input }, { frameId: 0 })
      return true
    } catch {
      // No content script listens there: the tab went away, or the page was open before the install.
      // https://developer.chrome.com/docs/extensions/reference/api/tabs#method-sendMessage
      return false
    }
  }

  return {
    async set(tabId, frameState, takesFocus = false) {
      await frames.update(tabId, (record) =>
        record === null ? null : { ...record, frameState, near: null },
      )
      const isThere = await push(tabId, 'frame/set', {
        frameState,
        ...(takesFocus && { takesFocus }),
      })
      if (!isThere) await frames.update(tabId, () => null)
    },
    async returnFocus(tabId) {
      await push(tabId, 'frame/return-focus', {})
    },
    async enableAll() {
      // A content script gives no right to a tab's address: asked by address, the browser names no tab at all. Where
      // no script of ours listens, the message reaches nobody.
      // https://developer.chrome.com/docs/extensions/reference/api/tabs#method-query
      const open = await tabs.query({})
      await Promise.all(
        open.map(async ({ id }) => id !== undefined && (await push(id, 'frame/enable', {}))),
      )
    },
  }
}
