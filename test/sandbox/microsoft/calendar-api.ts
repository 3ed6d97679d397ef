import { empty, json, type WorldResponse } from '../network/http-message.ts'
import { handleAttachments } from './calendar-attachments.ts'
import type { EventContent, Invited } from './calendar-event.ts'
import { type EventIdForm, readEventId, writeEventId } from './calendar-ids.ts'
import { listCalendarView, listDelta, listInstances } from './calendar-lists.ts'
import { locateEvent } from './calendar-locate.ts'
import { changeKeyOf, eventEtagOf, readTime, viewEvent } from './calendar-view.ts'
import { type GraphCall, graphJsonBody, requireGraphScope, routeGraph } from './graph-call.ts'
import { GraphError } from './graph-error.ts'

const readScopes = ['Calendars.Read', 'Calendars.ReadWrite']

/** The calendar of the person behind the token. https://learn.microsoft.com/graph/api/resources/event */
export function handleCalendar(call: GraphCall): WorldResponse | null {
  return handleEvents(call) ?? handleAttachments(call)
}

const reading =
  (answer: (call: GraphCall, ...groups: string[]) => WorldResponse) =>
  (call: GraphCall, ...groups: string[]) => {
    requireGraphScope(call.token, readScopes)
    return answer(call, ...groups)
  }

const handleEvents = routeGraph([
  ['GET', /^\/me\/calendarView$/, reading(listCalendarView)],
  ['GET', /^\/me\/calendarView\/delta$/, reading(listDelta)],
  [
    'GET',
    /^\/me\/events\/([^/]+)\/instances$/,
    reading((call, id = '') => listInstances(call, id)),
  ],
  [
    'GET',
    /^\/me\/events\/([^/]+)$/,
    reading((call, id = '') => {
      const at = locateEvent(call, id)
      return json(200, viewEvent(call, at), { etag: eventEtagOf(at.copy) })
    }),
  ],
  ['PATCH', /^\/me\/events\/([^/]+)$/, (call, id = '') => patchEvent(call, id)],
  ['DELETE', /^\/me\/events\/([^/]+)$/, (call, id = '') => deleteEvent(call, id)],
  ['POST', /^\/me\/translateExchangeIds$/, reading(translateIds)],
])

function patchEvent(call: GraphCall, id: string): WorldResponse {
  requireGraphScope(call.token, ['Calendars.ReadWrite'])
  const at = locateEvent(call, id)
  checkChangeKey(call, changeKeyOf(at.copy))
  const body = graphJsonBody(call.request)
  if ('transactionId' in body)
    throw new GraphError(400, 'ErrorInvalidArgument', 'transactionId can be set at creation only.')
  const { singleValueExtendedProperties: properties } = body
  if (Array.isArray(properties)) {
    call.store.calendar.setProperties(at.copy, properties as { id: string; value: string }[])
  }
  call.store.calendar.update(at, readChange(body))
  return json(200, viewEvent(call, at), { etag: eventEtagOf(at.copy) })
}

/** Not documented for events; honoured, and answered so when the key moved on. */
export function checkChangeKey({ request }: GraphCall, changeKey: string): void {
  const wanted = request.headers['if-match']
  if (wanted === undefined || wanted === '*' || wanted === `W/"${changeKey}"`) return
  throw new GraphError(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  )
}

/** An organizer's deletion calls the event off; a guest's takes it out of the own calendar alone. */
function deleteEvent(call: GraphCall, id: string): WorldResponse {
  requireGraphScope(call.token, ['Calendars.ReadWrite'])
  const at = locateEvent(call, id)
  if (at.copy.organizer.email === call.person.email) call.store.calendar.cancel(at)
  else at.copy.isRemoved = true
  return empty(204)
}

function readChange(body: Record<string, unknown>): Partial<EventContent> {
  const change: Partial<EventContent> = {}
  for (const [name, value] of Object.entries(body)) {
    if (name === 'start' || name === 'end') {
      const atMs = readTime(value)
      if (atMs === null) throw new GraphError(400, 'ErrorInvalidParameter', `Bad ${name}.`)
      change[name === 'start' ? 'startMs' : 'endMs'] = atMs
    } else if (name === 'subject') change.subject = String(value)
    else if (name === 'location')
      change.location = (value as { displayName?: string }).displayName ?? ''
    else if (name === 'body') change.body = (value as { content?: string }).content ?? ''
    else if (name === 'hideAttendees') change.hideAttendees = value === true
    else if (name === 'attendees') change.invited = (value as unknown[]).map(readInvited)
  }
  return change
}

function readInvited(value: unknown): Invited {
  const { emailAddress, type } = value as {
    emailAddress: { address: string; name?: string }
    type?: Invited['type']
  }
  return {
    email: emailAddress.address.toLowerCase(),
    name: emailAddress.name ?? emailAddress.address,
    type: type ?? 'required',
    response: 'notResponded',
  }
}

/** POST /me/translateExchangeIds. https://learn.microsoft.com/graph/api/user-translateexchangeids */
function translateIds(call: GraphCall): WorldResponse {
  const { InputIds, TargetIdType } = graphJsonBody(call.request)
  const form: EventIdForm | null =
    TargetIdType === 'restId'
      ? 'rest'
      : TargetIdType === 'ewsId'
        ? 'page'
        : TargetIdType === 'restImmutableEntryId'
          ? 'immutable'
          : null
  if (!Array.isArray(InputIds) || InputIds.length > 1000 || form === null)
    throw new GraphError(400, 'ErrorInvalidArgument', 'The ids cannot be translated.')
  const value = (InputIds as string[]).map((sourceId) => {
    const parsed = readEventId(sourceId)
    const copy = parsed === null ? null : call.store.calendar.byKey(parsed.key)
    if (parsed === null || copy === null || copy.ownerEmail !== call.person.email)
      return {
        sourceId,
        errorDetails: { code: 'ErrorInvalidIdMalformed', message: 'Id is malformed.' },
      }
    return {
      sourceId,
      targetId: writeEventId({ ...parsed, move: copy.moves }, form, copy.ownerEmail),
    }
  })
  return json(200, { value })
}
