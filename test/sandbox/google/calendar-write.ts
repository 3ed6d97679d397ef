import { isDeepStrictEqual } from 'node:util'
import { empty, json, type WorldResponse } from '../network/http-message.ts'
import { booleanOf, jsonBody } from './api-caller.ts'
import { type CalendarCall, viewingOf } from './calendar-call.ts'
import { findEvent } from './calendar-instances.ts'
import { viewEvent } from './calendar-view.ts'
import { type BodyReading, type EventParts, mergeBody, readFullBody } from './event-body.ts'
import { type Attendee, type EventCopy, eventEtag, isOrganizerCopy } from './event-copy.ts'
import { checkLimits } from './event-properties.ts'
import { selectFields } from './fields-mask.ts'
import { ApiError, badBody, conditionNotMet, notFound } from './google-error.ts'

/** POST …/events */
export function insertEvent(call: CalendarCall): WorldResponse {
  const { store, request, token, calendar } = call
  const body = jsonBody(request.body)
  const { content, own } = readFullBody(body, null, readingOf(call))
  if (content.eventType === 'fromGmail') throw badBody('invalid', 'This type cannot be created.')
  const id = body.id === undefined || body.id === null ? store.calendar.newEventId() : body.id
  // base32hex: https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
  if (typeof id !== 'string' || !/^[a-v0-9]{5,1024}$/.test(id))
    throw badBody('invalid', 'Invalid resource id value.')
  if (store.calendar.find(calendar.id, id) !== null)
    throw new ApiError(409, 'duplicate', 'The requested identifier already exists.')
  checkLimits([content.sharedProperties, own.privateProperties])
  const nowMs = store.clock.nowMs()
  const copy = store.calendar.publish({
    id,
    calendarId: calendar.id,
    iCalUID: `${id}@google.com`,
    organizerEmail: calendar.id,
    creatorEmail: token.email,
    recurringEventId: null,
    originalStart: null,
    content,
    own,
    createdMs: nowMs,
    updatedMs: nowMs,
    sequence: 0,
    changeNumber: 0,
  })
  return eventResponse(call, copy)
}

/** PATCH (merge) and PUT (replace) …/events/{eventId} */
export function changeEvent(call: CalendarCall, eventId: string): WorldResponse {
  const copy = requireEvent(call, eventId)
  requireMatch(call, copy)
  const body = jsonBody(call.request.body)
  const before: EventParts = { content: copy.content, own: copy.own }
  const reading = readingOf(call)
  const after =
    body.attendeesOmitted === true
      ? withOwnAnswer(before, body, copy, reading)
      : call.request.method === 'PUT'
        ? readFullBody(body, before, reading)
        : mergeBody(before, body, reading)
  checkLimits([after.content.sharedProperties, ...privatePartsOf(call, copy, after)])
  return eventResponse(
    call,
    isOrganizerCopy(copy)
      ? storeAsOrganizer(call, copy, after)
      : storeAsGuest(call, copy, after, body, reading),
  )
}

/** DELETE …/events/{eventId}: the organizer deletes for everybody, a guest declines and drops the own copy. */
export function deleteEvent(call: CalendarCall, eventId: string): WorldResponse {
  const { store } = call
  const copy = requireEvent(call, eventId)
  requireMatch(call, copy)
  if (copy.content.status === 'cancelled')
    throw new ApiError(410, 'deleted', 'Resource has been deleted')
  if (isOrganizerCopy(copy)) {
    store.calendar.publish({ ...copy, content: { ...copy.content, status: 'cancelled' } })
    return empty(204)
  }
  const self = selfOf(copy.content.attendees, copy)
  if (self !== undefined) {
    store.calendar.answer(copy, self.email, { ...self, responseStatus: 'declined' })
  }
  const own = requireEvent(call, eventId)
  store.calendar.put({ ...own, content: { ...own.content, status: 'cancelled' } })
  for (const exception of store.calendar.copies(copy.calendarId)) {
    if (exception.recurringEventId !== copy.id) continue
    store.calendar.put({ ...exception, content: { ...exception.content, status: 'cancelled' } })
  }
  return empty(204)
}

function storeAsOrganizer({ store }: CalendarCall, copy: EventCopy, after: EventParts): EventCopy {
  const { content } = copy
  const isOnlyReminders =
    isDeepStrictEqual(after.content, content) &&
    isDeepStrictEqual({ ...after.own, reminders: null }, { ...copy.own, reminders: null })
  if (isOnlyReminders) return store.calendar.put({ ...copy, ...after }, { isSilent: true })
  const isRescheduled =
    !isDeepStrictEqual(after.content.start, content.start) ||
    !isDeepStrictEqual(after.content.end, content.end) ||
    !isDeepStrictEqual(after.content.recurrence, content.recurrence)
  return store.calendar.publish({
    ...copy,
    ...after,
    sequence: copy.sequence + (isRescheduled ? 1 : 0),
  })
}

/**
 * A guest's write. The answer travels; private parts stay on the copy, as they should; shared parts go to
 * everybody only with `guestsCanModify`, otherwise by habit.
 */
function storeAsGuest(
  call: CalendarCall,
  copy: EventCopy,
  after: EventParts,
  body: Record<string, unknown>,
  reading: BodyReading,
): EventCopy {
  const { store } = call
  refuseGuestFlags(copy, after)
  const selfBefore = selfOf(copy.content.attendees, copy)
  const self = selfOf(after.content.attendees, copy)
  const hasAnswered = self !== undefined && !isDeepStrictEqual(self, selfBefore)
  const attendees = after.content.attendees.map((attendee) =>
    attendee.email === copy.calendarId ? (selfBefore ?? attendee) : attendee,
  )
  const isSharedChanged = !isDeepStrictEqual({ ...after.content, attendees }, copy.content)
  const organizers = findEvent(store.calendar, copy.organizerEmail, copy.id)
  if (
    isSharedChanged &&
    !copy.content.guestsCanModify &&
    store.habits.calendar.guestWrites === 'forbidden'
  )
    throw forbiddenForGuest()
  if (hasAnswered) store.calendar.answer(copy, self.email, self)
  if (isSharedChanged && copy.content.guestsCanModify && organizers !== null) {
    const known = findEvent(store.calendar, copy.organizerEmail, copy.id) ?? organizers
    const merged = mergeBody({ content: known.content, own: known.own }, body, reading)
    storeAsOrganizer(call, known, { content: merged.content, own: known.own })
  }
  const own = requireEvent(call, copy.id)
  const staysHere =
    isSharedChanged &&
    !copy.content.guestsCanModify &&
    store.habits.calendar.guestWrites === 'stay-on-copy'
  const isOwnChanged = !isDeepStrictEqual(after.own, copy.own)
  if (!staysHere && !isOwnChanged) return own
  return store.calendar.put({
    ...own,
    own: after.own,
    content: staysHere ? after.content : own.content,
  })
}

/** What guests may do is the organizer's alone; a PUT that leaves it out counts as setting the default. */
function refuseGuestFlags(copy: EventCopy, after: EventParts): void {
  for (const name of [
    'guestsCanModify',
    'guestsCanInviteOthers',
    'guestsCanSeeOtherGuests',
  ] as const) {
    if (after.content[name] !== copy.content[name]) throw forbiddenForGuest()
  }
}

function forbiddenForGuest(): ApiError {
  return new ApiError(
    403,
    'forbiddenForNonOrganizer',
    'Shared properties can only be changed by the organizer of the event.',
  )
}

/** `attendeesOmitted` in a body: only the caller's own answer is taken from it. */
function withOwnAnswer(
  before: EventParts,
  body: Record<string, unknown>,
  copy: EventCopy,
  reading: BodyReading,
): EventParts {
  const read = mergeBody(before, { attendees: body.attendees ?? [] }, reading)
  const self = selfOf(read.content.attendees, copy)
  const attendees = before.content.attendees.map((attendee) =>
    attendee.email === self?.email ? self : attendee,
  )
  const { attendees: _omitted, ...others } = body
  const rest = mergeBody(before, others, reading)
  return { ...rest, content: { ...rest.content, attendees } }
}

function selfOf(attendees: readonly Attendee[], copy: EventCopy): Attendee | undefined {
  return attendees.find((attendee) => attendee.email === copy.calendarId)
}

function privatePartsOf(
  { store }: CalendarCall,
  copy: EventCopy,
  after: EventParts,
): Record<string, string>[] {
  const others = copy.content.attendees.flatMap((attendee) =>
    attendee.email === copy.calendarId ? [] : (store.calendar.find(attendee.email, copy.id) ?? []),
  )
  return [after.own.privateProperties, ...others.map((other) => other.own.privateProperties)]
}

/** The event by id, or 404. */
export function requireEvent(call: CalendarCall, eventId: string): EventCopy {
  const copy = findEvent(call.store.calendar, call.calendar.id, eventId, call.request.staleMs)
  if (copy === null) throw notFound()
  return copy
}

function requireMatch({ request }: CalendarCall, copy: EventCopy): void {
  const condition = request.headers['if-match']
  if (condition !== undefined && condition !== '*' && condition !== eventEtag(copy))
    throw conditionNotMet()
}

function readingOf({ store, query, calendar }: CalendarCall): BodyReading {
  return {
    people: store.people,
    calendarZone: calendar.timeZone,
    readsAttachments: booleanOf(query, 'supportsAttachments', false),
    readsConference: query.get('conferenceDataVersion') === '1',
    newMeetCode: () => store.newMeetCode(),
  }
}

/** One event as an answer, with its etag also as a header. */
export function eventResponse(call: CalendarCall, copy: EventCopy): WorldResponse {
  const shown = viewEvent(copy, viewingOf(call))
  return json(200, selectFields(call.query, '*', shown), { etag: eventEtag(copy) })
}
