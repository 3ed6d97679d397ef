import { empty, json, type WorldResponse } from '../network/http-message.ts'
import type { LocatedEvent, StoredAttachment } from './calendar-event.ts'
import { locateEvent } from './calendar-locate.ts'
import { viewAttachment } from './calendar-view.ts'
import { type GraphCall, graphJsonBody, requireGraphScope, routeGraph } from './graph-call.ts'
import { GraphError } from './graph-error.ts'

/** Larger ones take an upload session, which this world has none of. */
const maxBytes = 3 * 1024 * 1024

/** Files on events. https://learn.microsoft.com/graph/api/event-post-attachments */
export const handleAttachments = routeGraph([
  ['GET', /^\/me\/events\/([^/]+)\/attachments$/, (call, id = '') => list(call, id)],
  ['POST', /^\/me\/events\/([^/]+)\/attachments$/, (call, id = '') => add(call, id)],
  [
    'GET',
    /^\/me\/events\/([^/]+)\/attachments\/([^/]+)$/,
    (call, id = '', name = '') =>
      json(200, viewAttachment(call, find(call, locate(call, id), name))),
  ],
  [
    'GET',
    /^\/me\/events\/([^/]+)\/attachments\/([^/]+)\/\$value$/,
    (call, id = '', name = '') => {
      const { bytes, contentType } = find(call, locate(call, id), name)
      return { status: 200, headers: { 'content-type': contentType }, body: bytes }
    },
  ],
  [
    'DELETE',
    /^\/me\/events\/([^/]+)\/attachments\/([^/]+)$/,
    (call, id = '', name = '') => {
      requireGraphScope(call.token, ['Calendars.ReadWrite'])
      const at = locateEvent(call, id)
      call.store.calendar.detach(at, find(call, at, name).id)
      return empty(204)
    },
  ],
])

function locate(call: GraphCall, id: string): LocatedEvent {
  requireGraphScope(call.token, ['Calendars.Read', 'Calendars.ReadWrite'])
  return locateEvent(call, id)
}

function find(call: GraphCall, at: LocatedEvent, attachmentId: string): StoredAttachment {
  const found = call.store.calendar.attachmentsOf(at).find((one) => one.id === attachmentId)
  if (found !== undefined) return found
  throw new GraphError(404, 'ErrorAttachmentNotFound', 'The attachment was not found.')
}

function list(call: GraphCall, id: string): WorldResponse {
  const at = locate(call, id)
  const value = call.store.calendar.attachmentsOf(at).map((one) => viewAttachment(call, one))
  return json(200, { value })
}

function add(call: GraphCall, id: string): WorldResponse {
  requireGraphScope(call.token, ['Calendars.ReadWrite'])
  const at = locateEvent(call, id)
  const body = graphJsonBody(call.request)
  const { name, contentType, contentBytes } = body
  if (body['@odata.type'] !== '#microsoft.graph.fileAttachment')
    throw new GraphError(400, 'ErrorInvalidRequest', 'Only file attachments are in this world.')
  if (typeof name !== 'string' || name === '' || typeof contentBytes !== 'string')
    throw new GraphError(400, 'ErrorRequiredPropertyMissing', 'Required property is missing.')
  const bytes = Buffer.from(contentBytes, 'base64')
  if (bytes.length >= maxBytes)
    throw new GraphError(413, 'ErrorMessageSizeExceeded', 'The attachment is too large.')
  const type = typeof contentType === 'string' ? contentType : 'application/octet-stream'
  const made = call.store.calendar.attach(at, { name, contentType: type, bytes })
  return json(201, viewAttachment(call, made))
}
