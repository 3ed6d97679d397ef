import type { browser } from 'wxt/browser'
import { contentRequests, pageRequests } from '../messaging/protocol.ts'
import { makeRoute, serveRequests } from '../messaging/serve-requests.ts'
import { type ContentHandlerDependencies, createContentHandlers } from './content-handlers.ts'
import { createPageHandlers, type PageHandlerDependencies } from './page-handlers.ts'
import type { Upcoming } from './upcoming/start-upcoming.ts'

/** Answers every request of content scripts and pages. Call in the first turn of the worker's life. */
export function serveBackground(
  runtime: typeof browser.runtime,
  parts: {
    content: ContentHandlerDependencies
    pages: PageHandlerDependencies
    popup: Upcoming['handlers']
    report: (thrown: unknown) => void
  },
): void {
  const { report } = parts
  serveRequests(runtime, new URL(runtime.getURL('/')).origin, [
    makeRoute(contentRequests, 'content', createContentHandlers(parts.content), report),
    makeRoute(pageRequests, 'page', { ...createPageHandlers(parts.pages), ...parts.popup }, report),
  ])
}
