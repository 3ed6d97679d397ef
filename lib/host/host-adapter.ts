import type { EventFacts } from '../model/event-facts.ts'

/**
 * Everything the extension asks of somebody else's page. An adapter reads; it never writes into the host's
 * own nodes and never listens longer than `signal`.
 */
export interface HostAdapter {
  /** Stable name of the site, for logs and selectors. */
  readonly site: 'google' | 'outlook'
  /**
   * Watches the page until `signal` aborts. `onOpened` is called when a saved event is shown and its facts
   * have settled, again when the shown event or its guests change, never twice with equal facts.
   * `onClosed` is called when no event is shown any more. `onNear` is called when a person is about to open
   * an event (pointer down on a chip), with what it said of that event before, if anything: a hint to get ready, and
   * no event is shown for it.
   */
  watch(callbacks: AdapterCallbacks, signal: AbortSignal): void
  /** Whether the page looks dark, light, or does not tell. Reads layout: call when opening, not per mutation. */
  theme(): 'light' | 'dark' | null
  /** The page's language tag, or null. */
  language(): string | null
  /** Gives the keyboard back to the page after our panel had it. */
  returnFocus(): void
}

/** What an adapter reports. */
export interface AdapterCallbacks {
  onNear(known?: EventFacts): void
  onOpened(facts: EventFacts): void
  onClosed(): void
  /** Chips were opened repeatedly and no event was recognised: the page's layout has probably changed. */
  onLayoutChanged(): void
}
