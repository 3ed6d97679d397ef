import type { OutlookPageEvents } from '../outlook-page/outlook-page-host.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { handleSignIn } from './sign-in.ts'

/** What Outlook's page shows of this world: whoever is signed in in the browser's profile, and their calendar. */
export function outlookPageEvents(store: MicrosoftStore): OutlookPageEvents {
  return {
    nowMs: () => store.clock.nowMs(),
    answerFirst: (request) => handleSignIn(request, store),
    viewerOf: (request) => store.sessions.accountsOf(request)[0] ?? null,
    eventsOf: () => [],
    signInUrl: (next) =>
      `https://login.microsoftonline.com/__signin?continue=${encodeURIComponent(next)}`,
  }
}
