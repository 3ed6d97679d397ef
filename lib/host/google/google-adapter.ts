import type { Clock, Timers } from '../../base/clock.ts'
import type { HostAdapter } from '../host-adapter.ts'
import { createLayoutHealth } from '../layout-health.ts'
import { readTheme } from '../page-theme.ts'
import { createSettler } from '../settle.ts'
import { isTaskKey } from './eid.ts'
import {
  decodeDateKey,
  isAwaitingGuests,
  type PressedChip,
  readEditPage,
  readQuickView,
} from './read-event.ts'
import * as selectors from './selectors.ts'

/** After a change the page gets this long before we look: one look for many mutations. */
const lookAfterMs = 50
const settleQuietMs = 300
const settleCapMs = 2000
const health = { waitMs: 3000, missCount: 3 }

/** Builds the adapter for Google Calendar's page. */
export function createGoogleAdapter(page: Document, clock: Clock, timers: Timers): HostAdapter {
  let pressed: PressedChip | null = null
  /** The details shown at the last look; cached so that most looks need no layout. */
  let shownDetail: Element | null = null

  const findShownDetail = (): Element | null => {
    for (const detail of page.querySelectorAll(selectors.detail)) {
      if (detail.getClientRects().length > 0) return detail
    }
    return null
  }

  return {
    site: 'google',
    theme: () => readTheme(page),
    language: () =>
      page.documentElement.lang || page.querySelector(selectors.selfLocale)?.textContent || null,
    returnFocus() {
      const dialog = findShownDetail()?.closest(selectors.dialog) ?? null
      const chip =
        pressed === null
          ? null
          : page.querySelector(`[data-eventchip][data-eventid="${CSS.escape(pressed.key)}"]`)
      const button = chip?.matches(selectors.chipButton)
        ? chip
        : chip?.querySelector(selectors.chipButton)
      const target = dialog ?? button ?? page.body
      if (target instanceof HTMLElement) target.focus({ preventScroll: true })
    },
    watch(callbacks, signal) {
      if (signal.aborted) return
      let isOpen = false
      let isVisibilityStale = true
      let cancelLook: (() => void) | null = null
      const layoutHealth = createLayoutHealth(timers, callbacks.onLayoutChanged, health)
      const settler = createSettler({
        timers,
        clock,
        quietMs: settleQuietMs,
        capMs: settleCapMs,
        onSettled(facts) {
          isOpen = true
          callbacks.onOpened(facts)
        },
      })

      const look = (): void => {
        cancelLook = null
        const detail = currentDetail()
        const url = new URL(page.URL)
        const facts =
          detail === null ? readEditPage(page, url) : readQuickView(page, detail, pressed)
        if (facts !== null) {
          layoutHealth.recognised()
          const isGrowing = detail !== null && isAwaitingGuests(detail, facts)
          settler.see(detail?.getAttribute('data-eventid') ?? facts.eventId, facts, isGrowing)
        } else {
          settler.clear()
          if (isOpen) callbacks.onClosed()
          isOpen = false
        }
      }
      const lookSoon = (): void => {
        cancelLook ??= timers.after(lookAfterMs, look)
      }
      const lookAfresh = (): void => {
        isVisibilityStale = true
        lookSoon()
      }

      // Closing may only hide the dialog; its own attributes tell, without reading layout at every look.
      const dialogObserver = new MutationObserver(lookAfresh)
      const currentDetail = (): Element | null => {
        const details = page.querySelectorAll(selectors.detail)
        const isSame = shownDetail !== null && [...details].includes(shownDetail)
        if (isSame && !isVisibilityStale) return shownDetail
        if (details.length === 0) {
          shownDetail = null
          return null
        }
        isVisibilityStale = false
        shownDetail = findShownDetail()
        dialogObserver.disconnect()
        const dialog = shownDetail?.closest(selectors.dialog)
        for (let node = dialog ?? null; node !== null && node !== page.body; ) {
          dialogObserver.observe(node, { attributes: true })
          node = node.parentElement
        }
        return shownDetail
      }

      const observer = new MutationObserver(lookSoon)
      observer.observe(page.body, {
        childList: true,
        subtree: true,
        attributeFilter: ['data-eventid', 'data-viewfamily', 'data-is-create'],
      })

      const press = (event: Event): string | null => {
        lookAfresh()
        const target = event.target
        const chip = target instanceof Element ? target.closest(selectors.chip) : null
        const key = chip?.getAttribute('data-eventid') ?? null
        if (chip === null || key === null || isTaskKey(key)) return null
        pressed = describeChip(page, chip, key)
        return key
      }
      const options = { capture: true, passive: true, signal }
      page.addEventListener(
        'pointerdown',
        (event) => {
          const key = press(event)
          if (key !== null) callbacks.onNear(settler.known(key))
        },
        options,
      )
      page.addEventListener(
        'click',
        (event) => {
          const key = press(event)
          if (key === null) return
          layoutHealth.opened(key)
          settler.recall(key)
        },
        options,
      )
      page.addEventListener(
        'keydown',
        (event) => {
          if (event.key === 'Enter' || event.key === ' ') press(event)
          else if (event.key === 'Escape') lookAfresh()
        },
        options,
      )
      signal.addEventListener('abort', () => {
        observer.disconnect()
        dialogObserver.disconnect()
        cancelLook?.()
        layoutHealth.stop()
        settler.clear()
      })
      look()
    },
  }
}

function describeChip(page: Document, chip: Element, key: string): PressedChip {
  const dateKey = chip.closest(selectors.dayCell)?.getAttribute('data-datekey') ?? null
  return {
    key,
    text: chip.textContent ?? '',
    day: dateKey === null ? null : decodeDateKey(dateKey),
    // In a grid with timed chips, the stacked ones are all-day; in a month everything is stacked.
    isAllDay:
      chip.matches(selectors.stackedChip) && page.querySelector(selectors.timedChip) !== null,
  }
}
