import type { PageBoot, PageModes } from '../boot.ts'
import type { PageEvent } from '../page-event.ts'
import { createFormats, type Formats } from './dates.ts'
import { type Words, wordsOf } from './text.ts'

/** What every part of the page shares. */
export interface PageContext {
  account: PageBoot['account']
  locale: 'en' | 'ja'
  modes: PageModes
  words: Words
  formats: Formats
  /** Replaced as a whole when the page refreshes. */
  events: PageEvent[]
  nowMs(): number
}

/** Builds the shared context from what the server handed over. */
export function createContext(boot: PageBoot): PageContext {
  const loadedMs = performance.now()
  return {
    account: boot.account,
    locale: boot.locale,
    modes: boot.modes,
    words: wordsOf(boot.locale),
    formats: createFormats(boot.locale),
    events: boot.events,
    nowMs: () => boot.nowMs + performance.now() - loadedMs,
  }
}
