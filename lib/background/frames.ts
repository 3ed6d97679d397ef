import type { KeyValueArea } from '../auth/key-value-area.ts'
import type { ErrorCode } from '../base/app-error.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { FrameState } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'

/** An event that is about to be opened. */
export interface NearEvent {
  facts: EventFacts
  pairId: PairId
  isPartnerDeclined: boolean
}

/** What the background knows about the calendar page in one tab. */
export interface FrameRecord {
  tabId: number
  site: 'google' | 'outlook'
  /** The secret in the panel frame's address: only a frame that knows it may join this tab. */
  frameToken: string
  theme: 'light' | 'dark' | null
  pageLanguage: string | null
  /** The event the page shows or last showed; null before the first. */
  facts: EventFacts | null
  /** False once the page closed that event: opening it again is a new wish. */
  isEventShown: boolean
  /** The pair of that event; null when it is not a 1-on-1. */
  pairId: PairId | null
  /** True when the person should be asked whether this is a 1-on-1. */
  isOffered: boolean
  /** The partner declined this occurrence. */
  isPartnerDeclined: boolean
  frameState: FrameState
  /**
   * A 1-on-1 whose chip was pressed while the panel is hidden: the panel draws it, so that it is there when the
   * event opens. Null when there is none, and always once the panel is shown.
   */
  near: NearEvent | null
  /** Why the page cannot be read or nothing of it be kept; told in the panel. Null when all is well. */
  trouble: ErrorCode | null
}

/**
 * The open calendar tabs, kept in `storage.session`: the worker may die between any two messages and must
 * know them again when it wakes. Session storage is in memory and closed to content scripts.
 * https://developer.chrome.com/docs/extensions/reference/api/storage#property-session
 */
export interface FrameRegistry {
  get(tabId: number): Promise<FrameRecord | null>
  byToken(frameToken: string): Promise<FrameRecord | null>
  all(): Promise<FrameRecord[]>
  /**
   * Changes one record; `change` may return null to drop it. Resolves once everybody who asks sees it: the
   * write into session storage is on its way, and opening an event does not wait for it.
   */
  update(
    tabId: number,
    change: (record: FrameRecord | null) => FrameRecord | null,
  ): Promise<FrameRecord | null>
  /** Forgets the events of all tabs; their panels are hidden. Resolves to the tabs. */
  forgetEvents(): Promise<number[]>
}

/** The record with the event its panel draws: a hidden one gets ready for an event that is near. */
export function drawnFrame(record: FrameRecord | null): FrameRecord | null {
  if (record === null || record.near === null || record.frameState !== 'hidden') return record
  return { ...record, ...record.near, isOffered: false }
}

const prefix = 'frame:'

/** A registry over a session storage area; `report` is told of a write that failed. */
export function createFrameRegistry(
  session: KeyValueArea,
  report: (thrown: unknown) => void,
): FrameRegistry {
  let loaded: Promise<Map<number, FrameRecord>> | null = null

  // Only this worker writes the area, so one read per life is enough.
  const load = (): Promise<Map<number, FrameRecord>> => {
    loaded ??= session.get([`${prefix}all`]).then((items) => {
      const records = items[`${prefix}all`]
      return new Map(
        (Array.isArray(records) ? (records as FrameRecord[]) : []).map((one) => [one.tabId, one]),
      )
    })
    return loaded
  }

  // Storage keeps the order of calls, so the last write holds the last state.
  const save = (records: ReadonlyMap<number, FrameRecord>): void => {
    session.set({ [`${prefix}all`]: [...records.values()] }).catch(report)
  }

  return {
    async get(tabId) {
      return (await load()).get(tabId) ?? null
    },
    async byToken(frameToken) {
      const records = await load()
      return [...records.values()].find((one) => one.frameToken === frameToken) ?? null
    },
    async all() {
      return [...(await load()).values()]
    },
    async update(tabId, change) {
      const records = await load()
      const next = change(records.get(tabId) ?? null)
      if (next === null) records.delete(tabId)
      else records.set(tabId, next)
      save(records)
      return next
    },
    async forgetEvents() {
      const records = await load()
      for (const [tabId, record] of records) {
        records.set(tabId, {
          ...record,
          facts: null,
          isEventShown: false,
          pairId: null,
          isOffered: false,
          isPartnerDeclined: false,
          frameState: 'hidden',
          near: null,
          trouble: null,
        })
      }
      save(records)
      return [...records.keys()]
    },
  }
}
