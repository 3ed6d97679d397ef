import { dayInZone } from '../model/calendar-day.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { UpcomingStore } from '../storage/ports.ts'

/** From when to when an event is, ms since the epoch. `endMs` is null where the calendar did not tell. */
export interface EventHours {
  startMs: number
  endMs: number | null
}

/**
 * The hours of events, as calendars' APIs told them: a page says them in its own words alone. Kept in memory for
 * the worker's life, and at first from what was read ahead; asks nobody anything.
 */
export interface EventTimes {
  /**
   * The hours of an event on screen. Null where no calendar told them, for a whole day, and where the page shows
   * another day than the calendar did: the page is newer then, or in another zone.
   */
  of(facts: EventFacts): Promise<EventHours | null>
  /** Calendars told these events, named as the page names them. True when any hour is news. */
  note(events: readonly EventFacts[]): boolean
  /** Reads what is stored, so that an event that is opened next waits for no disk. */
  load(): Promise<void>
  /** Everything was erased. */
  forgetAll(): void
}

/** Builds it. `report` is told of a disk that cannot be read; then only what is told from now on is known. */
export function createEventTimes(
  upcoming: Pick<UpcomingStore, 'list'>,
  report: (thrown: unknown) => void,
): EventTimes {
  const told = new Map<string, EventHours | null>()
  let loaded: Promise<void> | null = null

  const readStored = async (): Promise<void> => {
    for (const { events } of await upcoming.list()) {
      for (const facts of events) {
        // What was told in this life is newer than what was stored before it.
        if (!told.has(nameOf(facts))) told.set(nameOf(facts), hoursOf(facts))
      }
    }
  }

  const load = (): Promise<void> => {
    loaded ??= readStored().catch((thrown: unknown) => {
      loaded = null
      report(thrown)
    })
    return loaded
  }

  return {
    async of(facts) {
      await load()
      const hours = told.get(nameOf(facts)) ?? null
      if (hours === null) return null
      return facts.day === null || dayInZone(hours.startMs) === facts.day ? hours : null
    },
    note(events) {
      let isNews = false
      for (const facts of events) {
        const hours = hoursOf(facts)
        const before = told.get(nameOf(facts)) ?? null
        isNews ||= before?.startMs !== hours?.startMs || before?.endMs !== hours?.endMs
        told.set(nameOf(facts), hours)
      }
      return isNews
    },
    load,
    forgetAll() {
      told.clear()
      loaded = Promise.resolve()
    },
  }
}

function nameOf({ host, eventId }: EventFacts): string {
  return `${host} ${eventId}`
}

function hoursOf({ startMs, endMs, isAllDay }: EventFacts): EventHours | null {
  return startMs === null || isAllDay ? null : { startMs, endMs }
}
