import { outlookPageHost } from '../sandbox/outlook-page/outlook-page-host.ts'
import {
  makeOutlookEvents,
  outlookNowMs,
  outlookSelf,
} from '../sandbox/outlook-page/synthetic-events.ts'
import { startWorld, type World } from '../sandbox/world.ts'

/** A world with nothing but Outlook's page, in Japanese and with synthetic events, under its real host names. */
export function startOutlookWorld(): Promise<World> {
  const page = outlookPageHost({
    nowMs: () => outlookNowMs,
    answerFirst: () => null,
    viewerOf: () => ({ ...outlookSelf, locale: 'ja' }),
    eventsOf: makeOutlookEvents,
    signInUrl: (next) => next,
  })
  return startWorld({ modules: [() => [page]] })
}
