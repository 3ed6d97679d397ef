import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { type PageBoot, readModes } from './boot.ts'
import type { PageEvent } from './page-event.ts'

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

/** The answer; `body` is text. */
export interface CalendarPageAnswer {
  status: number
  headers: Record<string, string>
  body: string
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
export function handleCalendarPage(request: CalendarPageRequest): CalendarPageAnswer | null {
  const { path, query, account } = request
  const home = `/calendar/u/${account.index}`
  if (path === '/calendar/page/app.js') return serveText('text/javascript', appScript())
  if (path === '/calendar/page/app.css') return serveText('text/css', appStyle())
  if (path === '/calendar/event' || path === `${home}/event`) {
    return redirect(`${home}/r/eventedit/${encodeURIComponent(query.get('eid') ?? '')}`)
  }
  if (/^\/(calendar\/?)?$/.test(path) || path === home || path === `${home}/`) {
    const search = query.toString()
    return redirect(`${home}/r${search === '' ? '' : `?${search}`}`)
  }
  if (path === `${home}/events.json`) {
    return serveText('application/json', JSON.stringify(request.events))
  }
  if (/^\/calendar\/(u\/\d+\/)?r(\/|$)/.test(path)) return servePage(request)
  return null
}

function servePage(request: CalendarPageRequest): CalendarPageAnswer {
  const { query, account, nowMs, events } = request
  const hl = query.get('hl')
  const locale = hl === 'ja' || hl === 'en' ? hl : request.locale
  const boot: PageBoot = { account, locale, nowMs, modes: readModes(query), events }
  const nonce = randomBytes(16).toString('base64')
  const json = JSON.stringify(boot).replaceAll('<', '\\u003c')
  const title = locale === 'ja' ? 'カレンダー' : 'Calendar'
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': [
        "default-src 'self'",
        `script-src 'nonce-${nonce}' 'strict-dynamic'`,
        "style-src 'self'",
        "img-src 'self' data:",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
      ].join('; '),
    },
    body: `<!doctype html>
<html lang="${locale}" data-theme="${boot.modes.isDark ? 'dark' : 'light'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/calendar/page/app.css">
<script type="application/json" id="boot">${json}</script>
<script type="module" nonce="${nonce}" src="/calendar/page/app.js"></script>
</head>
<body></body>
</html>
`,
  }
}

function serveText(type: string, body: string): CalendarPageAnswer {
  return {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    body,
  }
}

function redirect(location: string): CalendarPageAnswer {
  return { status: 302, headers: { location }, body: '' }
}

let script: string | null = null

function appScript(): string {
  script ??= buildSync({
    entryPoints: [new URL('client/main.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
  })
    .outputFiles.map((file) => file.text)
    .join('')
  return script
}

function appStyle(): string {
  return readFileSync(new URL('page.css', import.meta.url), 'utf8')
}
