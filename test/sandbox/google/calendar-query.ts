import { instantOf, wallTimeAt } from '../time-zones.ts'
import { booleanOf } from './api-caller.ts'
import type { EventTime } from './calendar-time.ts'
import type { EventCopy } from './event-copy.ts'
import { ApiError, invalidParameter } from './google-error.ts'

/** The parameters of events.list that choose events. */
export interface EventQuery {
  singleEvents: boolean
  /** Null when the client did not say. */
  showDeleted: boolean | null
  timeMinMs: number | null
  timeMaxMs: number | null
  updatedMinMs: number | null
  iCalUID: string | null
  text: string | null
  orderBy: 'startTime' | 'updated' | null
  eventTypes: string[]
  /** `key=value` constraints; all must hold. */
  privateProperties: string[]
  sharedProperties: string[]
}

/** Reads and checks the query. Throws 400 as Google does. */
export function readEventQuery(query: URLSearchParams): EventQuery {
  const singleEvents = booleanOf(query, 'singleEvents', false)
  const orderBy = query.get('orderBy')
  if (orderBy !== null && orderBy !== 'startTime' && orderBy !== 'updated')
    throw invalidParameter('orderBy', `Invalid value for orderBy: ${orderBy}`)
  if (orderBy === 'startTime' && !singleEvents) {
    throw new ApiError(
      400,
      'invalid',
      'The requested ordering is not available for the particular query.',
      { location: 'orderBy', locationType: 'parameter' },
    )
  }
  const timeMinMs = instantParameter(query, 'timeMin')
  const timeMaxMs = instantParameter(query, 'timeMax')
  if (timeMinMs !== null && timeMaxMs !== null && timeMinMs >= timeMaxMs) {
    throw new ApiError(400, 'timeRangeEmpty', 'The specified time range is empty.', {
      location: 'timeMax',
      locationType: 'parameter',
    })
  }
  return {
    singleEvents,
    showDeleted: query.has('showDeleted') ? booleanOf(query, 'showDeleted', false) : null,
    timeMinMs,
    timeMaxMs,
    updatedMinMs: instantParameter(query, 'updatedMin'),
    iCalUID: query.get('iCalUID'),
    text: query.get('q'),
    orderBy,
    eventTypes: query.getAll('eventTypes'),
    privateProperties: query.getAll('privateExtendedProperty'),
    sharedProperties: query.getAll('sharedExtendedProperty'),
  }
}

/** An RFC 3339 parameter with its mandatory offset; milliseconds are ignored. Null when absent; throws 400. */
export function instantParameter(query: URLSearchParams, name: string): number | null {
  const value = query.get(name)
  if (value === null || value === '') return null
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value)
  const atMs = Date.parse(value)
  if (!isTime || Number.isNaN(atMs)) {
    throw new ApiError(400, 'badRequest', 'Bad Request', {
      location: name,
      locationType: 'parameter',
    })
  }
  return Math.floor(atMs / 1000) * 1000
}

/** Whether an event satisfies everything but the time window. */
export function matchesQuery(copy: EventCopy, query: EventQuery): boolean {
  const { content, own } = copy
  if (query.iCalUID !== null && copy.iCalUID !== query.iCalUID) return false
  if (query.eventTypes.length > 0 && !query.eventTypes.includes(content.eventType)) return false
  if (query.updatedMinMs !== null && copy.updatedMs < query.updatedMinMs) return false
  if (!hasAll(own.privateProperties, query.privateProperties)) return false
  if (!hasAll(content.sharedProperties, query.sharedProperties)) return false
  return query.text === null || containsText(copy, query.text)
}

function hasAll(properties: Record<string, string>, constraints: readonly string[]): boolean {
  return constraints.every((constraint) => {
    const at = constraint.indexOf('=')
    return properties[constraint.slice(0, at)] === constraint.slice(at + 1)
  })
}

function containsText({ content, organizerEmail }: EventCopy, text: string): boolean {
  const people = content.attendees.flatMap((attendee) => [attendee.name, attendee.email])
  const searched = [
    content.summary,
    content.description,
    content.location,
    organizerEmail,
    ...people,
  ]
  const haystack = searched.join('\n').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((term) => haystack.includes(term))
}

/** `timeMin` bounds the end and `timeMax` the start, both exclusively. All-day times count in `zone`. */
export function isInWindow(copy: EventCopy, query: EventQuery, zone: string): boolean {
  const { start, end } = copy.content
  if (query.timeMinMs !== null && instantIn(end, zone) <= query.timeMinMs) return false
  return query.timeMaxMs === null || instantIn(start, zone) < query.timeMaxMs
}

/** The instant of a time; an all-day date begins at midnight in `zone`. */
export function instantIn(time: EventTime, zone: string): number {
  return time.isAllDay ? instantOf(wallTimeAt(time.atMs, 'UTC'), zone) : time.atMs
}
