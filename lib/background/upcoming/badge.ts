import type { browser } from 'wxt/browser'

/** The toolbar button's number. */
export interface Badge {
  /** Shows how many 1-on-1s of today are not past; nothing for 0. */
  show(count: number): Promise<void>
}

/** A grey that says nothing but itself, readable in light and dark toolbars: 6.0:1 under white. */
const background = '#5c606b'

/** Builds the badge over `browser.action`. */
export function createBadge(
  action: Pick<
    typeof browser.action,
    'setBadgeText' | 'setBadgeBackgroundColor' | 'setBadgeTextColor'
  >,
): Badge {
  return {
    async show(count) {
      await action.setBadgeBackgroundColor({ color: background })
      await action.setBadgeTextColor({ color: '#ffffff' })
      await action.setBadgeText({ text: count === 0 ? '' : String(count) })
    },
  }
}
