import type { HostModule } from '../network/host-module.ts'
import { redirect, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import type { OutlookPageEvent } from './outlook-event.ts'
import { handleOutlookPage, outlookAssetPath } from './page.ts'

/** The hosts that serve Outlook on the web. */
export const outlookHosts = [
  'outlook.office.com',
  'outlook.office365.com',
  'outlook.live.com',
  'outlook.cloud.microsoft',
] as const

/** Who looks at the page. */
export interface OutlookViewer {
  name: string
  email: string
  locale: 'en' | 'ja'
}

/** What the page needs of a world: who is signed in, and what is in their calendar. */
export interface OutlookPageEvents {
  nowMs(): number
  /** What comes before the page: the world's own sign-in paths. Null for everything else. */
  answerFirst(request: WorldRequest): WorldResponse | null
  /** The person this browser profile belongs to; null when nobody signed in. */
  viewerOf(request: WorldRequest): OutlookViewer | null
  /** Their calendar around now, as `viewer` sees it. */
  eventsOf(viewer: OutlookViewer): OutlookPageEvent[]
  /** Where somebody without a session is sent; `next` is the address they wanted. */
  signInUrl(next: string): string
}

/** Serves the page on the four hosts; pass it to `startWorld({ modules })`. */
export function outlookPageHost(events: OutlookPageEvents): HostModule {
  const viewerOf = (request: WorldRequest) => events.viewerOf(request)
  return {
    name: 'outlook-page',
    serves: (host) => outlookHosts.some((one) => one === host),
    isApi: () => false,
    accountOf: (request) => viewerOf(request)?.email ?? null,
    handle(request) {
      const first = events.answerFirst(request)
      if (first !== null) return first
      const { url } = request
      const viewer = viewerOf(request)
      const isAsset = /\.(js|css)$/.test(url.pathname) && url.pathname.startsWith(outlookAssetPath)
      const isPage = /^\/(mail|calendar|owa|owa-assets)?(\/|$)/.test(url.pathname)
      if (viewer === null && !isAsset) return isPage ? redirect(events.signInUrl(url.href)) : null
      return handleOutlookPage({
        path: url.pathname,
        query: url.searchParams,
        viewer: { name: viewer?.name ?? '', email: viewer?.email ?? '' },
        locale: viewer?.locale ?? 'en',
        nowMs: events.nowMs(),
        events: viewer === null ? [] : events.eventsOf(viewer),
      })
    },
    refuse: (_request, status) => ({
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `HTTP ${status}`,
    }),
  }
}
