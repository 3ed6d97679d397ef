import type { OutlookBoot, OutlookModes } from '../boot.ts'
import type { OutlookPageEvent, OutlookPagePerson } from '../outlook-event.ts'
import { boot } from './boot-data.ts'
import { createFormats, type Formats } from './dates.ts'
import { type OutlookWords, wordsOf } from './words.ts'

/** What every part of the page shares. */
export interface OutlookContext {
  viewer: OutlookPagePerson
  locale: OutlookBoot['locale']
  modes: OutlookModes
  words: OutlookWords
  formats: Formats
  /** Replaced as a whole when the page refreshes. */
  events: OutlookPageEvent[]
  nowMs(): number
}

/** Builds the shared context from what the server handed over. */
export function createContext(): OutlookContext {
  const loadedMs = performance.now()
  return {
    viewer: boot.viewer,
    locale: boot.locale,
    modes: boot.modes,
    words: wordsOf(boot.locale),
    formats: createFormats(boot.locale),
    events: boot.events,
    nowMs: () => boot.nowMs + performance.now() - loadedMs,
  }
}
