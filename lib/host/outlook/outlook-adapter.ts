import type { Clock, Timers } from '../../base/clock.ts'
import type { EventFacts } from '../../model/event-facts.ts'
import type { HostAdapter } from '../host-adapter.ts'
import { createLayoutHealth } from '../layout-health.ts'
import { readTheme } from '../page-theme.ts'
import { createSettler } from '../settle.ts'
import { isCalendarPath } from './calendar-path.ts'
import { describeTile, itemIdOf, type PressedTile, readForm, readView } from './read-event.ts'
import * as selectors from './selectors.ts'

/** After a change the page gets this long before we look: one look for many mutations. */
const lookAfterMs = 50
const settleQuietMs = 300
const settleCapMs = 2000
/** A pressed tile gets this long to show its event, and one view to follow another. */
const openingMs = 3000
const health = { waitMs: 3000, missCount: 3 }

/**
 * Builds the adapter for the calendar of Outlook on the web. `makeRoom` is called once with each view that
 * is shown.
 */
export function createOutlookAdapter(
  page: Document,
  clock: Clock,
  timers: Timers,
  makeRoom: (view: Element) => void,
): HostAdapter {
  /** The tile a person pressed last, and nothing else since: an open view carries no id of its own. */
  let pressed: PressedTile | null = null
  let lastTileId = ''

  /** The form or full view that is shown, else the peek. */
  const findView = (): Element | null => {
    const views = [...page.querySelectorAll(selectors.view)]
    return views.find((one) => !one.matches(selectors.peek)) ?? views[0] ?? null
  }

  return {
    site: 'outlook',
    theme: () => (page.querySelector(selectors.dark) === null ? readTheme(page) : 'dark'),
    language: () => page.documentElement.lang || null,
    returnFocus() {
      // Beside a peek the tile keeps the keyboard; a modal lets it go nowhere but inside.
      const view = findView()
      const target =
        (view === null || view.matches(selectors.peek)
          ? page.querySelector(selectors.tileOf(lastTileId))
          : view.parentElement
        )?.querySelector(selectors.focusable) ?? page.body
      if (target instanceof HTMLElement) target.focus({ preventScroll: true })
    },
    watch(callbacks, signal) {
      if (signal.aborted) return
      let isOpen = false
      let latest: EventFacts | null = null
      /** A view that was there when another tile was pressed, with its text: until it changes, it is not the new one. */
      let stale: { view: Element; text: string | null } | null = null
      /** The view for which room was made. */
      let placed: Element | null = null
      let cancelLook: (() => void) | null = null
      let cancelOpening: (() => void) | null = null
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

      const read = (): EventFacts | null => {
        const { pathname } = page.location
        if (!isCalendarPath(pathname)) return null
        const id = itemIdOf(pathname) ?? pressed?.id ?? null
        if (id === null) return null
        const tile = id === pressed?.id ? pressed : null
        const view = findView()
        if (view?.matches(selectors.form)) {
          // What is being changed counts when it is saved.
          return latest?.eventId === id ? latest : tile && readForm(tile)
        }
        return view && readView(view, id, tile)
      }
      const look = (): void => {
        cancelLook = null
        if (stale !== null && findView() === stale.view && stale.view.textContent === stale.text) {
          return
        }
        stale = null
        const facts = read()
        if (facts !== null) {
          latest = facts
          stopOpening()
          layoutHealth.recognised()
          const view = findView()
          if (view !== placed) {
            placed = view
            if (view !== null) makeRoom(view)
          }
          // People come after the rest.
          settler.see(facts.eventId, facts, facts.guests.length === 0)
        } else if (cancelOpening === null) {
          settler.clear()
          if (isOpen) {
            callbacks.onClosed()
            awaitView()
          }
          isOpen = false
        }
      }
      const lookSoon = (): void => {
        cancelLook ??= timers.after(lookAfterMs, look)
      }
      const stopOpening = (): void => {
        cancelOpening?.()
        cancelOpening = null
      }
      const awaitView = (): void => {
        stopOpening()
        cancelOpening = timers.after(openingMs, () => {
          cancelOpening = null
          // Nothing came, or the old view stayed: whose the next one is, this tile does not tell.
          if (stale !== null || findView() === null) pressed = null
          stale = null
          look()
        })
      }

      const observer = new MutationObserver(lookSoon)
      observer.observe(page.body, {
        childList: true,
        subtree: true,
        characterData: true,
      })

      /** Remembers a pressed tile, forgets it when something else of the page is pressed; the tile's id. */
      const press = (target: EventTarget | null): string | null => {
        lookSoon()
        if (!(target instanceof Element) || !page.body.contains(target)) return null
        const tile = target.closest(selectors.tile)
        if (tile === null) {
          if (target.closest(selectors.layers) === null) pressed = null
          return null
        }
        const next = describeTile(tile)
        const view = findView()
        if (next.id !== pressed?.id && view !== null) stale = { view, text: view.textContent }
        pressed = next
        lastTileId = next.id
        awaitView()
        return next.id
      }
      const options = { capture: true, passive: true, signal }
      page.addEventListener(
        'pointerdown',
        (event) => {
          const id = press(event.target)
          if (id !== null) callbacks.onNear(settler.known(id))
        },
        options,
      )
      page.addEventListener(
        'click',
        (event) => {
          const id = press(event.target)
          if (id === null) return
          layoutHealth.opened(id)
          settler.recall(id)
        },
        options,
      )
      page.addEventListener(
        'keydown',
        ({ key, target, altKey, ctrlKey, metaKey }) => {
          if (key === 'Escape') {
            stopOpening()
            lookSoon()
          } else if (key === 'Enter' || key === ' ') {
            press(target)
          } else if (key.length === 1 && !altKey && !ctrlKey && !metaKey) {
            // A letter may be the page's shortcut for something new, unless it is typed into a view.
            const isInView = target instanceof Element && target.closest(selectors.layers) !== null
            if (!isInView) press(page.body)
          }
        },
        options,
      )
      signal.addEventListener('abort', () => {
        observer.disconnect()
        cancelLook?.()
        stopOpening()
        layoutHealth.stop()
        settler.clear()
      })
      look()
    },
  }
}
