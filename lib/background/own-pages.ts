import type { browser } from 'wxt/browser'
import type { PanelPlace } from './panel-port.ts'

/** Opens pages of ours that stand alone. */
export interface OwnPages {
  /** Opens the panel for one pair and meeting in a tab of its own. */
  openPlace(place: PanelPlace): Promise<void>
  /** Opens the popup where the browser allows it at this moment; else nothing happens. */
  openPopup(): Promise<void>
}

/** Builds it. */
export function createOwnPages(
  parts: Pick<typeof browser, 'tabs' | 'windows' | 'action' | 'runtime'>,
): OwnPages {
  return {
    async openPlace(place) {
      const url = `${parts.runtime.getURL('/panel.html')}?${placeQuery(place)}`
      try {
        await parts.tabs.create({ url })
      } catch {
        // No window is open, while the browser lives on in the background.
        await parts.windows.create({ url })
      }
    },
    async openPopup() {
      try {
        await parts.action.openPopup()
      } catch {
        // Not supported, no window in front, or not in a press: a convenience that may fail.
        // https://developer.chrome.com/docs/extensions/reference/api/action#method-openPopup
      }
    },
  }
}

/** The query of `panel.html` that names a place; read by the panel's entry point. */
function placeQuery({ pairId, meeting }: PanelPlace): string {
  const query = new URLSearchParams({ pair: pairId })
  if (meeting !== null) query.set('meeting', meeting)
  return query.toString()
}
