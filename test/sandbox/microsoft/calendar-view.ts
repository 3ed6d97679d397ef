import { instantOf, wallTimeAt, wallTimeMs } from '../time-zones.ts'
import {
  contentOf,
  type EventCopy,
  type Invited,
  isOrganizerCopy,
  type LocatedEvent,
  type StoredAttachment,
  typeOf,
} from './calendar-event.ts'
import { type EventIdForm, writeEventId } from './calendar-ids.ts'
import { type GraphCall, selectProperties } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import { readZone } from './windows-zones.ts'

/** What a caller asks for in `Prefer`. */
export interface CalendarPreferences {
  idForm: EventIdForm
  /** As it was asked for; `UTC` when it was not. */
  zoneName: string
  zone: string
}

/** Reads `Prefer`. Throws 400 for a zone nobody knows. */
export function readPreferences({ request }: GraphCall): CalendarPreferences {
  const prefer = request.headers.prefer ?? ''
  const zoneName = /outlook\.timezone\s*=\s*"([^"]*)"/i.exec(prefer)?.[1] ?? 'UTC'
  const zone = readZone(zoneName)
  if (zone === null)
    throw new GraphError(400, 'TimeZoneNotSupportedException', 'The time zone is not supported.')
  const idForm = /IdType\s*=\s*"ImmutableId"/i.test(prefer) ? 'immutable' : 'rest'
  return { idForm, zoneName, zone }
}

/** The id of an event in one form. */
export function idOf({ copy, originalMs }: LocatedEvent, form: EventIdForm): string {
  return writeEventId({ key: copy.key, move: copy.moves, originalMs }, form, copy.ownerEmail)
}

/** Opaque; changes with every change of the copy. */
export function changeKeyOf(copy: EventCopy): string {
  return Buffer.from(`change-key-${String(copy.changeNumber).padStart(8, '0')}`).toString('base64')
}

/** The value of `@odata.etag` and of the ETag header. */
export function eventEtagOf(copy: EventCopy): string {
  return `W/"${changeKeyOf(copy)}"`
}

/** An event in Graph's words, as `$select` wants it. */
export function viewEvent(call: GraphCall, at: LocatedEvent): Record<string, unknown> {
  const { store, person } = call
  const preferences = readPreferences(call)
  const { copy, originalMs } = at
  const content = contentOf(at)
  const isOrganizer = isOrganizerCopy(copy)
  const own = content.invited.find((one) => one.email === person.email)
  const isSeries = copy.content.recurrence.length > 0
  const id = idOf(at, preferences.idForm)
  const host: Invited = { ...copy.organizer, type: 'required', response: 'none' }
  const everybody = store.habits.calendar.isOrganizerAttendee
    ? [host, ...content.invited]
    : content.invited
  const shown =
    content.hideAttendees && !isOrganizer
      ? everybody.filter((one) => one.email === person.email)
      : everybody
  const event = {
    '@odata.etag': eventEtagOf(copy),
    id,
    createdDateTime: new Date(copy.createdMs).toISOString(),
    lastModifiedDateTime: new Date(copy.modifiedMs).toISOString(),
    changeKey: changeKeyOf(copy),
    categories: [],
    transactionId: null,
    originalStartTimeZone: 'Tokyo Standard Time',
    originalEndTimeZone: 'Tokyo Standard Time',
    iCalUId: store.calendar.iCalUIdOf(at),
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    hasAttachments: store.calendar.attachmentsOf(at).length > 0,
    subject: content.subject,
    bodyPreview: content.body.slice(0, 255),
    importance: 'normal',
    sensitivity: content.sensitivity,
    isAllDay: content.isAllDay,
    isCancelled: content.isCancelled,
    isOrganizer,
    responseRequested: true,
    seriesMasterId:
      originalMs === null ? null : idOf({ copy, originalMs: null }, preferences.idForm),
    showAs: content.showAs,
    type: typeOf(at),
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(idOf(at, 'page'))}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: content.isOnlineMeeting,
    onlineMeetingProvider: content.isOnlineMeeting ? 'teamsForBusiness' : 'unknown',
    allowNewTimeProposals: true,
    isDraft: false,
    hideAttendees: content.hideAttendees,
    ...(originalMs !== null && { originalStart: new Date(originalMs).toISOString() }),
    recurrence: isSeries && originalMs === null ? viewRecurrence(copy) : null,
    responseStatus: {
      response: isOrganizer ? 'organizer' : (own?.response ?? 'none'),
      time: '0001-01-01T00:00:00Z',
    },
    body: { contentType: 'html', content: content.body },
    start: viewTime(content.startMs, content.isAllDay, preferences),
    end: viewTime(content.endMs, content.isAllDay, preferences),
    location: { displayName: content.location, locationType: 'default' },
    locations: [],
    attendees: shown.map(viewInvited),
    organizer: { emailAddress: { name: copy.organizer.name, address: copy.organizer.email } },
  }
  const query = call.request.url.searchParams
  // The id, the tag and what is expanded come whatever was selected.
  const selected = selectProperties(query, event, ['originalStart', 'onlineMeeting'])
  return { ...selected, id, ...viewProperties(call, copy) }
}

function viewInvited({ email, name, type, response }: Invited): Record<string, unknown> {
  return {
    type,
    status: { response, time: '0001-01-01T00:00:00Z' },
    emailAddress: { name, address: email },
  }
}

/** `$expand=singleValueExtendedProperties($filter=id eq '…')`; left out where none is set. */
function viewProperties({ request }: GraphCall, copy: EventCopy): Record<string, unknown> {
  const expand = request.url.searchParams.get('$expand')
  if (expand === null) return {}
  const id = /^singleValueExtendedProperties\(\$filter=id eq '([^']+)'\)$/.exec(expand)?.[1]
  if (id === undefined) throw new GraphError(400, 'BadRequest', `Cannot expand ${expand}.`)
  const value = copy.properties.get(id)
  return value === undefined ? {} : { singleValueExtendedProperties: [{ id, value }] }
}

function viewTime(
  atMs: number,
  isAllDay: boolean,
  { zone, zoneName }: CalendarPreferences,
): { dateTime: string; timeZone: string } {
  const wallMs = isAllDay ? atMs : wallTimeMs(wallTimeAt(atMs, zone))
  const dateTime = `${new Date(wallMs).toISOString().slice(0, 19)}.0000000`
  return { dateTime, timeZone: zoneName }
}

function viewRecurrence({ content }: EventCopy): Record<string, unknown> {
  const rule = content.recurrence.join(';')
  const isDaily = rule.includes('FREQ=DAILY')
  const count = Number(/COUNT=(\d+)/.exec(rule)?.[1] ?? 0)
  const until = /UNTIL=(\d{4})(\d\d)(\d\d)/.exec(rule)
  const day = new Date(wallTimeMs(wallTimeAt(content.startMs, content.timeZone)))
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
  return {
    pattern: {
      type: isDaily ? 'daily' : 'weekly',
      interval: Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1),
      month: 0,
      dayOfMonth: 0,
      ...(!isDaily && { daysOfWeek: [names[day.getUTCDay()]] }),
      firstDayOfWeek: 'sunday',
      index: 'first',
    },
    range: {
      type: count > 0 ? 'numbered' : until === null ? 'noEnd' : 'endDate',
      startDate: day.toISOString().slice(0, 10),
      endDate: until === null ? '0001-01-01' : until.slice(1).join('-'),
      recurrenceTimeZone: content.timeZone,
      numberOfOccurrences: count,
    },
  }
}

/** An attachment in Graph's words; a list leaves the bytes out where `$select` does not name what it wants. */
export function viewAttachment(call: GraphCall, attachment: StoredAttachment) {
  const view = {
    '@odata.type': '#microsoft.graph.fileAttachment',
    '@odata.mediaContentType': attachment.contentType,
    id: attachment.id,
    lastModifiedDateTime: new Date(attachment.modifiedMs).toISOString(),
    name: attachment.name,
    contentType: attachment.contentType,
    // The stored size counts more than the bytes.
    size: attachment.bytes.length + 184,
    isInline: false,
    contentId: null,
    contentLocation: null,
    contentBytes: attachment.bytes.toString('base64'),
  }
  const query = call.request.url.searchParams
  // `$select` knows the properties of every kind of attachment only.
  for (const name of (query.get('$select') ?? '').split(',')) {
    if (['contentBytes', 'contentId', 'contentLocation'].includes(name))
      throw new GraphError(
        400,
        'BadRequest',
        `Could not find a property named '${name}' on type 'microsoft.graph.attachment'.`,
      )
  }
  return { ...selectProperties(query, view, []), id: attachment.id }
}

/** The instant of a `dateTimeTimeZone`; null when it is none. */
export function readTime(value: unknown): number | null {
  const { dateTime, timeZone } = (value ?? {}) as { dateTime?: unknown; timeZone?: unknown }
  if (typeof dateTime !== 'string' || typeof timeZone !== 'string') return null
  const zone = readZone(timeZone)
  const wallMs = Date.parse(`${dateTime.replace(/Z$/, '').slice(0, 19)}Z`)
  if (zone === null || Number.isNaN(wallMs)) return null
  return instantOf(wallTimeAt(wallMs, 'UTC'), zone)
}
