import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { type OutlookBoot, readOutlookModes } from './boot.ts'
import { hashStyle } from './class-hash.ts'
import type { OutlookPageEvent, OutlookPagePerson } from './outlook-event.ts'

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

/** The answer; `body` is text. */
export interface OutlookPageAnswer {
  status: number
  headers: Record<string, string>
  body: string
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
export function handleOutlookPage(request: OutlookPageRequest): OutlookPageAnswer | null {
  const { path, query } = request
  if (path === `${outlookAssetPath}app.js`) return serveText('text/javascript', appScript())
  if (path === `${outlookAssetPath}app.css`) {
    return serveText('text/css', hashStyle(appStyle(), query.get('s') ?? ''))
  }
  if (path === `${outlookAssetPath}events.json`) {
    return serveText('application/json', JSON.stringify(request.events))
  }
  if (/^\/owa\/?$/.test(path) && query.get('path') === '/calendar/item') {
    return redirect(`/calendar/item/${encodeURIComponent(query.get('itemid') ?? '')}`)
  }
  const search = query.size === 0 ? '' : `?${query}`
  if (/^\/(owa\/?|mail)?$/.test(path)) return redirect(`/mail/${search}`)
  if (/^\/calendar(\/0)?\/?$/.test(path)) {
    return redirect(`${path.replace(/\/$/, '')}/view/week${search}`)
  }
  if (/^\/(mail|calendar)\//.test(path)) return servePage(request)
  return null
}

function servePage(request: OutlookPageRequest): OutlookPageAnswer {
  const { query, viewer, nowMs, events } = request
  const hl = query.get('hl')
  const locale = hl === 'ja' || hl === 'en' ? hl : request.locale
  const modes = readOutlookModes(query)
  const seed = randomBytes(4).toString('hex')
  const boot: OutlookBoot = { viewer, locale, nowMs, seed, modes, events }
  const nonce = randomBytes(16).toString('base64')
  const json = JSON.stringify(boot).replaceAll('<', '\\u003c')
  const tone = modes.dark === 'no' ? '' : ' class="dark"'
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
<html lang="${locale}"${tone} data-paint="${modes.dark === 'class' ? 'none' : modes.dark}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Outlook</title>
<link rel="stylesheet" href="${outlookAssetPath}app.css?s=${seed}">
<script type="application/json" id="boot">${json}</script>
<script type="module" nonce="${nonce}" src="${outlookAssetPath}app.js"></script>
</head>
<body${tone}></body>
</html>
`,
  }
}

function serveText(type: string, body: string): OutlookPageAnswer {
  return {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    body,
  }
}

function redirect(location: string): OutlookPageAnswer {
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
