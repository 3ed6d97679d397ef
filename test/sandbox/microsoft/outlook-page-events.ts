import { mondayBefore } from '../google/page-events.ts'
import type { OutlookPageEvent } from '../outlook-page/outlook-event.ts'
import type { OutlookPageEvents } from '../outlook-page/outlook-page-host.ts'
import { contentOf, type Invited, isOrganizerCopy, type LocatedEvent } from './calendar-event.ts'
import { idOf } from './calendar-view.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { handleSignIn } from './sign-in.ts'
import { readZone } from './windows-zones.ts'

const dayMs = 86_400_000

/** What Outlook's page shows of this world: whoever is signed in in the browser's profile, and their calendar. */
export function outlookPageEvents(store: MicrosoftStore): OutlookPageEvents {
  return {
    nowMs: () => store.clock.nowMs(),
    answerFirst: (request) => handleSignIn(request, store),
    viewerOf: (request) => store.sessions.accountsOf(request)[0] ?? null,
    eventsOf({ email }) {
      const zone = readZone(store.people.get(email).timeZone) ?? 'UTC'
      const fromMs = mondayBefore(store.clock.nowMs(), zone) - 7 * dayMs
      return store.calendar
        .between(email, fromMs, fromMs + 21 * dayMs)
        .map((at) => viewOnPage(at, email))
    },
    signInUrl: (next) =>
      `https://login.microsoftonline.com/__signin?continue=${encodeURIComponent(next)}`,
  }
}

/** One event in its owner's calendar. */
function viewOnPage(at: LocatedEvent, viewer: string): OutlookPageEvent {
  const { organizer } = at.copy
  const { subject, location, startMs, endMs, isAllDay, isCancelled, showAs, body, ...content } =
    contentOf(at)
  return {
    id: idOf(at, 'page'),
    isRecurring: at.originalMs !== null,
    subject,
    location,
    startMs,
    endMs,
    isAllDay,
    isCancelled,
    isOnline: content.isOnlineMeeting,
    showAs,
    body,
    organizer,
    isOrganizer: isOrganizerCopy(at.copy),
    attendees: content.invited.map(({ name, email, type, response }) => ({
      name,
      email,
      type,
      response: pageResponses[response],
      isViewer: email === viewer,
    })),
    isGuestListHidden: content.hideAttendees,
  }
}

const pageResponses: Record<
  Invited['response'],
  OutlookPageEvent['attendees'][number]['response']
> = {
  none: 'none',
  notResponded: 'none',
  accepted: 'accepted',
  declined: 'declined',
  tentativelyAccepted: 'tentative',
}
