import { json, type WorldResponse } from '../network/http-message.ts'
import { booleanOf, countOf } from './api-caller.ts'
import { type CalendarCall, viewingOf } from './calendar-call.ts'
import { instancesOf } from './calendar-instances.ts'
import {
  type EventQuery,
  instantIn,
  instantParameter,
  isInWindow,
  matchesQuery,
  readEventQuery,
} from './calendar-query.ts'
import { viewEvent } from './calendar-view.ts'
import { requireEvent } from './calendar-write.ts'
import type { EventCopy } from './event-copy.ts'
import { selectFields } from './fields-mask.ts'
import { ApiError, badBody, invalidParameter } from './google-error.ts'

const dayMs = 86_400_000
/** Endless series are expanded this far when the request names no end. */
const horizonMs = 366 * dayMs

/** A page or sync token, opaque to clients. */
interface Cursor {
  calendarId: string
  offset: number
  /** Change number up to which the client will know everything. */
  upTo: number
  /** Only changes after this number; null for a full list. */
  since: number | null
}

/** GET …/events */
export function listEvents(call: CalendarCall): WorldResponse {
  const { store, query, calendar, request } = call
  const eventQuery = readEventQuery(query)
  const pageToken = query.get('pageToken')
  const since =
    pageToken === null
      ? readSyncToken(call, eventQuery)
      : decodeCursor(pageToken, 'pageToken').since
  const copies = store.calendar.copies(calendar.id, request.staleMs)
  const candidates = eventQuery.singleEvents ? expand(call, copies, eventQuery) : copies
  const chosen = candidates
    .filter((copy) => since === null || copy.changeNumber > since)
    .filter((copy) => isShown(copy, copies, eventQuery, since !== null))
    .filter((copy) => matchesQuery(copy, eventQuery))
    .filter((copy) => since !== null || overlaps(call, copy, eventQuery))
  const syncUpTo = hasNoSync(eventQuery) ? null : store.calendar.changeNumber()
  return pageResponse(call, sort(chosen, eventQuery, calendar.timeZone), since, syncUpTo)
}

/** GET …/events/{eventId}/instances; unlike in a list, `timeMin` is inclusive here. */
export function listInstances(call: CalendarCall, eventId: string): WorldResponse {
  const { store, query, calendar, request } = call
  const master = requireEvent(call, eventId)
  if (master.content.recurrence.length === 0) throw badBody('invalid', 'Not a recurring event.')
  const timeMinMs = instantParameter(query, 'timeMin')
  const timeMaxMs = instantParameter(query, 'timeMax')
  const originalStart = query.get('originalStart')
  const showDeleted = booleanOf(query, 'showDeleted', false)
  const limitMs = timeMaxMs ?? store.clock.nowMs() + horizonMs
  const zone = calendar.timeZone
  const chosen = instancesOf(store.calendar, master, limitMs, request.staleMs).filter((copy) => {
    const { start, end, status } = copy.content
    if (status === 'cancelled' && !showDeleted) return false
    if (timeMinMs !== null && instantIn(end, zone) < timeMinMs) return false
    if (timeMaxMs !== null && instantIn(start, zone) >= timeMaxMs) return false
    return originalStart === null || copy.originalStart?.atMs === Date.parse(originalStart)
  })
  return pageResponse(call, chosen, null, null)
}

/** Masters give way to their instances. */
function expand(call: CalendarCall, copies: EventCopy[], query: EventQuery): EventCopy[] {
  const { store, request } = call
  const limitMs = (query.timeMaxMs ?? store.clock.nowMs() + horizonMs) + dayMs
  const masters = copies.filter((copy) => copy.content.recurrence.length > 0)
  const masterIds = new Set(masters.map((master) => master.id))
  const instances = masters.flatMap((master) =>
    instancesOf(store.calendar, master, limitMs, request.staleMs),
  )
  const taken = new Set(instances.map((instance) => instance.id))
  const rest = copies.filter(
    (copy) =>
      !masterIds.has(copy.id) &&
      !taken.has(copy.id) &&
      // An exception outside its series' rule (say, after a split) is no longer an event.
      !(copy.recurringEventId !== null && masterIds.has(copy.recurringEventId)),
  )
  // An exception that was moved into the window from beyond it is found through its stored copy.
  const moved = copies.filter(
    (copy) =>
      copy.recurringEventId !== null &&
      masterIds.has(copy.recurringEventId) &&
      !taken.has(copy.id) &&
      (copy.originalStart?.atMs ?? 0) > limitMs,
  )
  return [...rest, ...instances, ...moved]
}

function isShown(
  copy: EventCopy,
  copies: readonly EventCopy[],
  query: EventQuery,
  isSync: boolean,
): boolean {
  if (copy.content.status !== 'cancelled') return true
  if (isSync || query.showDeleted === true || query.updatedMinMs !== null) return true
  if (query.singleEvents || copy.recurringEventId === null) return false
  const master = copies.find((each) => each.id === copy.recurringEventId)
  return master !== undefined && master.content.status !== 'cancelled'
}

function overlaps(call: CalendarCall, copy: EventCopy, query: EventQuery): boolean {
  const zone = call.calendar.timeZone
  if (copy.content.recurrence.length === 0) return isInWindow(copy, query, zone)
  if (query.timeMinMs === null && query.timeMaxMs === null) return true
  const limitMs = (query.timeMaxMs ?? query.timeMinMs ?? 0) + horizonMs
  return instancesOf(call.store.calendar, copy, limitMs).some((instance) =>
    isInWindow(instance, query, zone),
  )
}

function sort(copies: EventCopy[], query: EventQuery, zone: string): EventCopy[] {
  if (query.orderBy === null) return copies
  const key = (copy: EventCopy) =>
    query.orderBy === 'updated' ? copy.updatedMs : instantIn(copy.content.start, zone)
  return copies.toSorted((left, right) => key(left) - key(right) || (left.id < right.id ? -1 : 1))
}

function pageResponse(
  call: CalendarCall,
  copies: readonly EventCopy[],
  since: number | null,
  syncUpTo: number | null,
): WorldResponse {
  const { store, query, calendar, role } = call
  const habits = store.habits.calendar
  const pageToken = query.get('pageToken')
  const cursor: Cursor =
    pageToken === null
      ? { calendarId: calendar.id, offset: 0, upTo: syncUpTo ?? 0, since }
      : decodeCursor(pageToken, 'pageToken')
  const size = Math.min(countOf(query, 'maxResults', 250, 2500), habits.pageCap ?? 2500)
  const isEmptyStart = habits.startsWithEmptyPage && pageToken === null
  const end = isEmptyStart ? 0 : cursor.offset + size
  const hasMore = isEmptyStart || end < copies.length
  const viewing = viewingOf(call)
  const items = copies.slice(cursor.offset, end).map((copy) => viewEvent(copy, viewing))
  const updatedMs = Math.max(0, ...copies.map((copy) => copy.updatedMs))
  const list = {
    kind: 'calendar#events',
    etag: `"p${store.calendar.changeNumber()}"`,
    summary: calendar.name,
    updated: new Date(updatedMs).toISOString(),
    timeZone: viewing.timeZone,
    accessRole: role,
    defaultReminders: [{ method: 'popup', minutes: 10 }],
    ...(hasMore && { nextPageToken: encodeCursor({ ...cursor, offset: end }) }),
    ...(!hasMore &&
      syncUpTo !== null && {
        nextSyncToken: encodeCursor({ ...cursor, offset: 0, since: cursor.upTo }),
      }),
    items,
  }
  return json(200, selectFields(query, '*', list))
}

/** The change number behind `syncToken`; null without one. Throws 400 for forbidden company, 410 when old. */
function readSyncToken({ store, query, calendar }: CalendarCall, asked: EventQuery): number | null {
  const token = query.get('syncToken')
  if (token === null) return null
  const forbidden = [
    'iCalUID',
    'orderBy',
    'privateExtendedProperty',
    'q',
    'sharedExtendedProperty',
    'timeMin',
    'timeMax',
    'updatedMin',
  ].find((name) => query.has(name))
  if (forbidden !== undefined) {
    throw new ApiError(400, 'invalid', `Sync token cannot be used with ${forbidden}.`, {
      location: 'syncToken',
      locationType: 'parameter',
    })
  }
  if (asked.showDeleted === false)
    throw new ApiError(400, 'invalid', 'Sync token cannot be used with showDeleted=false.')
  const { calendarId, since } = decodeCursor(token, 'syncToken')
  if (since === null || calendarId !== calendar.id || since < store.calendar.oldestSyncNumber()) {
    throw new ApiError(
      410,
      'fullSyncRequired',
      'Sync token is no longer valid, a full sync is required.',
    )
  }
  return since
}

function hasNoSync(query: EventQuery): boolean {
  return (
    query.orderBy !== null ||
    query.iCalUID !== null ||
    query.text !== null ||
    query.updatedMinMs !== null ||
    query.privateProperties.length > 0 ||
    query.sharedProperties.length > 0
  )
}

function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

function decodeCursor(text: string, name: string): Cursor {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor
  } catch {
    throw invalidParameter(name, 'Invalid Value')
  }
}
