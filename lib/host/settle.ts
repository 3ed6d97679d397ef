import type { Clock, Timers } from '../base/clock.ts'
import type { EventFacts } from '../model/event-facts.ts'

/** Waits until a page has finished drawing an event. */
export interface Settler {
  /**
   * Tells what the page shows now; call as often as you like. While `isGrowing`, more is known to come, and
   * quiet alone settles nothing.
   */
  see(key: string, facts: EventFacts, isGrowing: boolean): void
  /**
   * A person has just opened this: what was settled for it before is reported at once, before the page has
   * drawn anything. Does nothing for what was never settled.
   */
  recall(key: string): void
  /** What was settled for this before; undefined for what never was. */
  known(key: string): EventFacts | undefined
  /** Nothing is shown any more. */
  clear(): void
}

/** What a settler needs. */
export interface SettlerOptions {
  timers: Timers
  clock: Clock
  /** Facts that have not changed for so long are settled. */
  quietMs: number
  /** Facts that keep changing are reported after so long all the same. */
  capMs: number
  onSettled(facts: EventFacts): void
}

/** How many events are remembered, so that opening one again need not wait; then we start afresh. */
const rememberedEvents = 200

/**
 * Builds a settler. Facts are reported once they have been quiet, or after the cap; again whenever they
 * change, never twice with equal facts in a row. An event that looks as it did before is reported at once.
 */
export function createSettler(options: SettlerOptions): Settler {
  const { timers, clock, quietMs, capMs, onSettled } = options
  const settledByKey = new Map<string, { text: string; facts: EventFacts }>()
  let shownKey: string | null = null
  let seen = ''
  let reported = ''
  let changingSinceMs: number | null = null
  let latest: EventFacts | null = null
  let cancel: (() => void) | null = null

  const report = (): void => {
    cancel?.()
    cancel = null
    changingSinceMs = null
    if (latest === null || shownKey === null || seen === reported) return
    reported = seen
    if (settledByKey.size >= rememberedEvents) settledByKey.clear()
    settledByKey.set(shownKey, { text: seen, facts: latest })
    onSettled(latest)
  }

  const clear = (): void => {
    cancel?.()
    cancel = null
    shownKey = null
    latest = null
    seen = ''
    reported = ''
    changingSinceMs = null
  }

  return {
    clear,
    known: (key) => settledByKey.get(key)?.facts,
    recall(key) {
      const known = settledByKey.get(key)
      if (known === undefined || key === shownKey) return
      clear()
      shownKey = key
      seen = known.text
      latest = known.facts
      report()
    },
    see(key, facts, isGrowing) {
      if (key !== shownKey) {
        clear()
        shownKey = key
      }
      const text = JSON.stringify(facts)
      if (text === seen) return
      seen = text
      latest = facts
      if (settledByKey.get(key)?.text === text) {
        report()
        return
      }
      const nowMs = clock.nowMs()
      changingSinceMs ??= nowMs
      cancel?.()
      // A clock that was set back must not make us wait for ever.
      const elapsedMs = Math.max(0, nowMs - changingSinceMs)
      cancel = timers.after(
        Math.max(0, Math.min(isGrowing ? capMs : quietMs, capMs - elapsedMs)),
        report,
      )
    },
  }
}
