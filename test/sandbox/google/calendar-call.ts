import type { WorldRequest } from '../network/http-message.ts'
import { isTimeZone } from '../time-zones.ts'
import { countOf, requireScope } from './api-caller.ts'
import type { CalendarInfo } from './calendar-store.ts'
import type { EventViewing } from './calendar-view.ts'
import { ApiError, invalidParameter, notFound } from './google-error.ts'
import type { GoogleStore } from './google-store.ts'
import type { AccessToken } from './oauth-store.ts'

/** What every Calendar handler is given. */
export interface CalendarCall {
  store: GoogleStore
  request: WorldRequest
  query: URLSearchParams
  token: AccessToken
  calendar: CalendarInfo
  role: 'owner' | 'writer' | 'reader'
}

const writeScopes = ['calendar', 'calendar.events', 'calendar.events.owned']
const readScopes = [
  ...writeScopes,
  'calendar.readonly',
  'calendar.events.readonly',
  'calendar.events.owned.readonly',
]
/** These scopes reach only calendars that the person owns. */
const wideScopes = ['calendar', 'calendar.events', 'calendar.readonly', 'calendar.events.readonly']

/**
 * Opens a calendar for a request. Throws 403 for missing scopes or rights and 404 for a calendar that does
 * not exist or was not shared with the person.
 */
export function openCalendar(
  store: GoogleStore,
  request: WorldRequest,
  token: AccessToken,
  calendarId: string,
): CalendarCall {
  const isRead = request.method === 'GET'
  requireScope(token, isRead ? readScopes : writeScopes)
  const id = calendarId === 'primary' ? token.email : calendarId.toLowerCase()
  const calendar = store.calendar.calendar(id)
  if (calendar === null) throw notFound()
  const role = calendar.ownerEmail === token.email ? 'owner' : calendar.access[token.email]
  if (role === undefined) throw notFound()
  if (role !== 'owner') requireScope(token, wideScopes)
  if (role === 'reader' && !isRead) {
    throw new ApiError(
      403,
      'requiredAccessLevel',
      'You need to have writer access to this calendar.',
    )
  }
  return { store, request, query: request.url.searchParams, token, calendar, role }
}

/** How the request wants events shown. Throws 400 for an unknown zone or a bad count. */
export function viewingOf({ store, query, calendar }: CalendarCall): EventViewing {
  const timeZone = query.get('timeZone') ?? calendar.timeZone
  if (!isTimeZone(timeZone)) throw invalidParameter('timeZone', 'Invalid time zone.')
  return {
    people: store.people,
    timeZone,
    maxAttendees: query.has('maxAttendees')
      ? countOf(query, 'maxAttendees', 1, Number.MAX_SAFE_INTEGER)
      : null,
  }
}
