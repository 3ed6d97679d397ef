import { eventFields } from './google-event-shape.ts'

/** https://developers.google.com/workspace/calendar/api/v3/reference/events */
const root = 'https://www.googleapis.com/calendar/v3/calendars'

/**
 * Guests asked for per event. An event with more is no 1-on-1; Google then names the viewer alone and says
 * that guests were left out.
 */
const attendeeLimit = '20'

/** True for a text that can be an event id: it cannot change the meaning of an address. */
export function isEventId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,1100}$/.test(text)
}

/** True for a calendar's id: an address, or `primary`. */
export function isCalendarId(text: string): boolean {
  return text === 'primary' || /^[^\s/?]{1,512}@[^\s/?]{1,512}$/.test(text)
}

/** Addresses of the Calendar calls in use. Ids must have passed {@link isEventId} and {@link isCalendarId}. */
export const calendarUrls = {
  /** One event or instance. */
  event: (calendarId: string, eventId: string) =>
    `${eventPath(calendarId, eventId)}?${new URLSearchParams({
      fields: eventFields,
      maxAttendees: attendeeLimit,
    })}`,
  /** A change of attachments that tells nobody by mail. */
  attach: (calendarId: string, eventId: string) =>
    `${eventPath(calendarId, eventId)}?${new URLSearchParams({
      supportsAttachments: 'true',
      sendUpdates: 'none',
      fields: 'id,etag',
    })}`,
  /** Ordinary events between two instants, instances expanded, in order of start. */
  list: (calendarId: string, fromMs: number, toMs: number, pageToken: string | null) =>
    `${root}/${encodeURIComponent(calendarId)}/events?${new URLSearchParams({
      singleEvents: 'true',
      orderBy: 'startTime',
      eventTypes: 'default',
      timeMin: new Date(fromMs).toISOString(),
      timeMax: new Date(toMs).toISOString(),
      maxResults: '250',
      maxAttendees: attendeeLimit,
      fields: `nextPageToken,items(${eventFields})`,
      ...(pageToken !== null && { pageToken }),
    })}`,
}

function eventPath(calendarId: string, eventId: string): string {
  return `${root}/${encodeURIComponent(calendarId)}/events/${encodeURIComponent(eventId)}`
}
