import {
  answerPage,
  answerRedirect,
  answerText,
  localeOf,
  type PageAnswer,
} from '../page-answer.ts'
import { createPageAssets } from '../page-assets.ts'
import { type PageBoot, readModes } from './boot.ts'
import type { PageEvent } from './page-event.ts'

const assets = createPageAssets(import.meta.url)

/** One request to the stand-in calendar page, with the world as the signed-in account sees it. */
export interface CalendarPageRequest {
  /** Path below `https://calendar.google.com`, without the query. */
  path: string
  query: URLSearchParams
  account: { email: string; name: string; index: number }
  /** The account's language; `?hl=` wins. */
  locale: 'en' | 'ja'
  /** The world's time; the page counts on from here. */
  nowMs: number
  events: PageEvent[]
}

/**
 * Serves the stand-in for Google Calendar's page: `/calendar/u/<n>/r/…` (week, day, month, eventedit), its
 * script and style, and `/calendar/u/<n>/events.json` from which an open page refreshes. Redirects the root
 * and an event's `htmlLink`. Null means that the path is none of ours.
 *
 * The markup is our own, built from notes about ids, roles and data attributes. `?storm=`, `?strip=`,
 * `?late=`, `?close=`, `?reuse=`, `?leftovers=`, `?guests=`, `?hidden=`, `?dark=1`, `?hl=` choose how hostile
 * it is; see {@link readModes}.
 */
export function handleCalendarPage(request: CalendarPageRequest): PageAnswer | null {
  const { path, query, account } = request
  const home = `/calendar/u/${account.index}`
  if (path === '/calendar/page/app.js') return answerText('text/javascript', assets.script())
  if (path === '/calendar/page/app.css') return answerText('text/css', assets.style())
  if (path === '/calendar/event' || path === `${home}/event`) {
    return answerRedirect(`${home}/r/eventedit/${encodeURIComponent(query.get('eid') ?? '')}`)
  }
  if (/^\/(calendar\/?)?$/.test(path) || path === home || path === `${home}/`) {
    const search = query.toString()
    return answerRedirect(`${home}/r${search === '' ? '' : `?${search}`}`)
  }
  if (path === `${home}/events.json`) {
    return answerText('application/json', JSON.stringify(request.events))
  }
  if (/^\/calendar\/(u\/\d+\/)?r(\/|$)/.test(path)) return servePage(request)
  return null
}

function servePage(request: CalendarPageRequest): PageAnswer {
  const { query, account, nowMs, events } = request
  const locale = localeOf(query, request.locale)
  const boot: PageBoot = { account, locale, nowMs, modes: readModes(query), events }
  return answerPage({
    locale,
    title: locale === 'ja' ? 'カレンダー' : 'Calendar',
    htmlAttributes: ` data-theme="${boot.modes.isDark ? 'dark' : 'light'}"`,
    bodyAttributes: '',
    stylePath: '/calendar/page/app.css',
    scriptPath: '/calendar/page/app.js',
    boot,
  })
}
