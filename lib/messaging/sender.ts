import type { Browser } from 'wxt/browser'

/** Where a message came from, as far as the browser vouches for it. */
export type SenderKind =
  /** Our content script in the top frame of a calendar page. */
  | { kind: 'content'; tabId: number; site: 'google' | 'outlook' }
  /** One of our own pages: alone in a tab, popup or side panel, or as a frame in a page of `tabId`. */
  | { kind: 'page'; path: string; tabId: number | null; isFramed: boolean }
  | { kind: 'stranger' }

/** Calendar hosts that our content scripts run on, and the site each belongs to. */
const calendarHosts: Record<string, 'google' | 'outlook'> = {
  'calendar.google.com': 'google',
  'outlook.office.com': 'outlook',
  'outlook.office365.com': 'outlook',
  'outlook.live.com': 'outlook',
  'outlook.cloud.microsoft': 'outlook',
}

/**
 * Judges a sender by what the browser filled in, never by what the message says. `extensionOrigin` is the
 * origin of our own pages, `extensionId` our runtime id.
 * https://developer.chrome.com/docs/extensions/reference/api/runtime#type-MessageSender
 */
export function judgeSender(
  sender: Browser.runtime.MessageSender | undefined,
  extensionId: string,
  extensionOrigin: string,
): SenderKind {
  if (sender === undefined || sender.id !== extensionId) return { kind: 'stranger' }
  const url = parseUrl(sender.url)
  if (url === null) return { kind: 'stranger' }
  if (url.origin === extensionOrigin) {
    const tabId = sender.tab?.id ?? null
    // What stands in a tab is alone there only as its top frame; a page that says nothing is not trusted.
    const isFramed = tabId !== null && sender.frameId !== 0
    return { kind: 'page', path: url.pathname, tabId, isFramed }
  }
  const site = url.protocol === 'https:' ? calendarHosts[url.hostname] : undefined
  const tabId = sender.tab?.id
  // A frame other than the top one may be somebody's embed of the calendar: it has no say.
  if (site === undefined || tabId === undefined || sender.frameId !== 0) return { kind: 'stranger' }
  return { kind: 'content', tabId, site }
}

function parseUrl(text: string | undefined): URL | null {
  if (text === undefined || !URL.canParse(text)) return null
  const url = new URL(text)
  // `URL.origin` is "null" for extension schemes in some engines: build it by hand there.
  // https://url.spec.whatwg.org/#origin
  if (url.origin !== 'null') return url
  return Object.defineProperty(url, 'origin', { value: `${url.protocol}//${url.host}` })
}
