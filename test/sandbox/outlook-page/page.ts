import { randomBytes } from 'node:crypto'
import {
  answerPage,
  answerRedirect,
  answerText,
  localeOf,
  type PageAnswer,
} from '../page-answer.ts'
import { createPageAssets } from '../page-assets.ts'
import { type OutlookBoot, readOutlookModes } from './boot.ts'
import { hashStyle } from './class-hash.ts'
import type { OutlookPageEvent, OutlookPagePerson } from './outlook-event.ts'

const assets = createPageAssets(import.meta.url)

/** One request to the stand-in page, with the world as the signed-in account sees it. */
export interface OutlookPageRequest {
  /** Path below the host, without the query. */
  path: string
  query: URLSearchParams
  viewer: OutlookPagePerson
  /** The account's language; `?hl=` wins. */
  locale: 'en' | 'ja'
  /** The world's time; the page counts on from here. */
  nowMs: number
  events: OutlookPageEvent[]
}

/** Script and style of the page lie below this; they are the same for everybody. */
export const outlookAssetPath = '/owa-assets/'

/**
 * Serves the stand-in for Outlook on the web: mail and calendar in one page (`/mail/`, `/calendar/view/…`,
 * `/calendar/0/…`, `/calendar/item/<id>`), its script and style, and `/owa-assets/events.json` from which an
 * open page refreshes. Redirects the root and an event's `webLink`. Null means that the path is none of ours.
 *
 * The markup is our own, built from notes about published selectors; nesting is a guess. `?self=`,
 * `?organizer=`, `?title=`, `?modal=`, `?columns=`, `?reuse=`, `?opening=`, `?people=`, `?avatar=`, `?labels=`, `?dark=`,
 * `?cleaner=0`, `?hl=` choose how it behaves; see {@link readOutlookModes}.
 */
export function handleOutlookPage(request: OutlookPageRequest): PageAnswer | null {
  const { path, query } = request
  if (path === `${outlookAssetPath}app.js`) return answerText('text/javascript', assets.script())
  if (path === `${outlookAssetPath}app.css`) {
    return answerText('text/css', hashStyle(assets.style(), query.get('s') ?? ''))
  }
  if (path === `${outlookAssetPath}events.json`) {
    return answerText('application/json', JSON.stringify(request.events))
  }
  if (/^\/owa\/?$/.test(path) && query.get('path') === '/calendar/item') {
    return answerRedirect(`/calendar/item/${encodeURIComponent(query.get('itemid') ?? '')}`)
  }
  const search = query.size === 0 ? '' : `?${query}`
  if (/^\/(owa\/?|mail)?$/.test(path)) return answerRedirect(`/mail/${search}`)
  if (/^\/calendar(\/0)?\/?$/.test(path)) {
    return answerRedirect(`${path.replace(/\/$/, '')}/view/week${search}`)
  }
  if (/^\/(mail|calendar)\//.test(path)) return servePage(request)
  return null
}

function servePage(request: OutlookPageRequest): PageAnswer {
  const { query, viewer, nowMs, events } = request
  const locale = localeOf(query, request.locale)
  const modes = readOutlookModes(query)
  const seed = randomBytes(4).toString('hex')
  const boot: OutlookBoot = { viewer, locale, nowMs, seed, modes, events }
  const tone = modes.dark === 'no' ? '' : ' class="dark"'
  return answerPage({
    locale,
    title: 'Outlook',
    htmlAttributes: `${tone} data-paint="${modes.dark === 'class' ? 'none' : modes.dark}"`,
    bodyAttributes: tone,
    stylePath: `${outlookAssetPath}app.css?s=${seed}`,
    scriptPath: `${outlookAssetPath}app.js`,
    boot,
  })
}
