import type { WorldRequest, WorldResponse } from '../network/http-message.ts'
import { requireToken } from './api-caller.ts'
import { openCalendar } from './calendar-call.ts'
import { listEvents, listInstances } from './calendar-list.ts'
import {
  changeEvent,
  deleteEvent,
  eventResponse,
  insertEvent,
  requireEvent,
} from './calendar-write.ts'
import { eventEtag } from './event-copy.ts'
import type { GoogleStore } from './google-store.ts'

const eventsPath = /^\/calendar\/v3\/calendars\/([^/]+)\/events(?:\/([^/]+))?(\/instances)?$/

/** Calendar v3, the events collection. Null for other paths and methods. Throws ApiError. */
export function handleCalendarApi(request: WorldRequest, store: GoogleStore): WorldResponse | null {
  const match = eventsPath.exec(request.url.pathname)
  if (match === null) return null
  const token = requireToken(request, store)
  const calendarId = decodeURIComponent(match[1] ?? '')
  const eventId = match[2] === undefined ? null : decodeURIComponent(match[2])
  const call = openCalendar(store, request, token, calendarId)
  const isInstances = match[3] !== undefined
  switch (request.method) {
    case 'GET': {
      if (eventId === null) return listEvents(call)
      if (isInstances) return listInstances(call, eventId)
      const copy = requireEvent(call, eventId)
      return request.headers['if-none-match'] === eventEtag(copy)
        ? { status: 304, headers: { etag: eventEtag(copy) }, body: '' }
        : eventResponse(call, copy)
    }
    case 'POST':
      return eventId === null ? insertEvent(call) : null
    case 'PATCH':
    case 'PUT':
      return eventId === null || isInstances ? null : changeEvent(call, eventId)
    case 'DELETE':
      return eventId === null || isInstances ? null : deleteEvent(call, eventId)
    default:
      return null
  }
}
