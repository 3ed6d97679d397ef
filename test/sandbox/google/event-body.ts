import type { calendar_v3 } from '@googleapis/calendar'
import { occurrencesOf } from '../recurrence.ts'
import { parseEventTime } from './calendar-time.ts'
import { fileIdOfLink } from './drive-file.ts'
import {
  type Attendee,
  type EventContent,
  emptyContent,
  emptyOwn,
  eventTypes,
  type OwnContent,
} from './event-copy.ts'
import { mergeExtended } from './event-properties.ts'
import { badBody } from './google-error.ts'
import type { Directory } from './people.ts'

/** What reading a body needs to know about the request. */
export interface BodyReading {
  people: Directory
  calendarZone: string
  /** `supportsAttachments=true`; otherwise attachments in the body are ignored. */
  readsAttachments: boolean
  /** `conferenceDataVersion=1`; otherwise conference data in the body is ignored. */
  readsConference: boolean
  /** Makes a new Meet code. */
  newMeetCode: () => string
}

/** The two parts of an event that a body may change. */
export interface EventParts {
  content: EventContent
  own: OwnContent
}

type Body = Record<string, unknown>

/** Most attachments of one event. */
const maxAttachments = 25

/** Reads the body of an insert or a full update. `before` null means insert. Throws 400. */
export function readFullBody(
  body: Body,
  before: EventParts | null,
  reading: BodyReading,
): EventParts {
  const start = parseEventTime(body.start, 'start', reading.calendarZone)
  const end = parseEventTime(body.end, 'end', reading.calendarZone)
  const fresh: EventParts = { content: emptyContent(start, end), own: emptyOwn() }
  if (before !== null) {
    // Immutable, or untouched when the client does not speak of them.
    fresh.content.eventType = before.content.eventType
    if (!reading.readsConference) fresh.content.conferenceData = before.content.conferenceData
  }
  return mergeBody(fresh, body, reading, before === null)
}

/**
 * Merges the body of a PATCH: absent fields stay, null fields go back to their default, arrays are replaced
 * as a whole. Throws 400.
 */
export function mergeBody(
  before: EventParts,
  body: Body,
  reading: BodyReading,
  isInsert = false,
): EventParts {
  const content = { ...before.content }
  const own = { ...before.own }
  const zone = reading.calendarZone
  if ('start' in body) content.start = parseEventTime(body.start, 'start', zone)
  if ('end' in body) content.end = parseEventTime(body.end, 'end', zone)
  if ('recurrence' in body) content.recurrence = textList(body.recurrence, 'recurrence')
  if ('summary' in body) content.summary = text(body.summary, 'summary')
  if ('description' in body) content.description = text(body.description, 'description')
  if ('location' in body) content.location = text(body.location, 'location')
  if ('status' in body)
    content.status = oneOf(body.status, 'status', ['confirmed', 'tentative', 'cancelled'])
  if ('visibility' in body)
    content.visibility = oneOf(body.visibility, 'visibility', [
      'default',
      'public',
      'private',
      'confidential',
    ])
  if ('attendees' in body)
    content.attendees = readAttendees(body.attendees, content.attendees, reading)
  for (const name of [
    'guestsCanModify',
    'guestsCanInviteOthers',
    'guestsCanSeeOtherGuests',
  ] as const) {
    if (name in body) content[name] = flag(body[name], name, name !== 'guestsCanModify')
  }
  if (reading.readsAttachments && 'attachments' in body)
    content.attachments = readAttachments(body.attachments)
  if (reading.readsConference && 'conferenceData' in body)
    content.conferenceData = readConference(body.conferenceData, content.conferenceData, reading)
  if ('eventType' in body) {
    const eventType = oneOf(body.eventType, 'eventType', eventTypes)
    if (!isInsert && eventType !== content.eventType)
      throw badBody('invalid', 'The event type cannot be changed.')
    content.eventType = eventType
  }
  if ('colorId' in body) own.colorId = body.colorId === null ? null : text(body.colorId, 'colorId')
  if ('transparency' in body)
    own.transparency = oneOf(body.transparency, 'transparency', ['opaque', 'transparent'])
  if ('reminders' in body) own.reminders = readReminders(body.reminders)
  const extended = body.extendedProperties as calendar_v3.Schema$Event['extendedProperties'] | null
  if ('extendedProperties' in body) {
    content.sharedProperties = mergeExtended(content.sharedProperties, extended?.shared)
    own.privateProperties = mergeExtended(own.privateProperties, extended?.private)
  }
  checkTimes(content)
  return { content, own }
}

function checkTimes(content: EventContent): void {
  const { start, end } = content
  if (start.isAllDay !== end.isAllDay)
    throw badBody('invalid', 'Start and end times must either both be date or both be dateTime.')
  if (end.atMs < start.atMs || (start.isAllDay && end.atMs === start.atMs))
    throw badBody('invalid', 'The specified time range is empty.')
  if (content.recurrence.length === 0) return
  try {
    const series = { startMs: start.atMs, ...start, lines: content.recurrence }
    occurrencesOf(series, start.atMs)
  } catch (error) {
    throw badBody(
      'invalid',
      `Invalid recurrence rule. ${error instanceof Error ? error.message : ''}`,
    )
  }
}

/** The attendees of a body. Rooms accept by themselves; names come from the directory when absent. */
function readAttendees(value: unknown, before: Attendee[], reading: BodyReading): Attendee[] {
  if (value === null) return []
  if (!Array.isArray(value)) throw badBody('invalid', 'Invalid value for attendees.')
  return value.map((each: calendar_v3.Schema$EventAttendee) => {
    const email = (each.email ?? '').toLowerCase()
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw badBody('invalid', 'Invalid attendee email.')
    const known = before.find((attendee) => attendee.email === email)
    const person = reading.people.find(email)
    const isResource = known?.isResource ?? (person?.kind === 'room' || each.resource === true)
    const status = oneOf(each.responseStatus ?? 'needsAction', 'responseStatus', [
      'needsAction',
      'declined',
      'tentative',
      'accepted',
    ])
    return {
      email,
      name: each.displayName ?? person?.name ?? '',
      isResource,
      isOptional: each.optional === true,
      responseStatus: isResource && status === 'needsAction' ? 'accepted' : status,
      additionalGuests: each.additionalGuests ?? 0,
      comment: each.comment ?? '',
    }
  })
}

function readAttachments(value: unknown): calendar_v3.Schema$EventAttachment[] {
  if (value === null) return []
  if (!Array.isArray(value)) throw badBody('invalid', 'Invalid value for attachments.')
  if (value.length > maxAttachments)
    throw badBody('invalid', `An event can have at most ${maxAttachments} attachments.`)
  return value.map((each: calendar_v3.Schema$EventAttachment) => {
    const fileUrl = each.fileUrl ?? ''
    if (fileUrl === '') throw badBody('required', 'Missing attachment file URL.')
    if (!URL.canParse(fileUrl)) throw badBody('invalid', 'Invalid attachment file URL.')
    // `fileId` is read-only: Google takes it from the address.
    const fileId = fileIdOfLink(fileUrl)
    const mimeType = each.mimeType ?? ''
    const driveIcon = `https://drive-thirdparty.googleusercontent.com/16/type/${mimeType}`
    const iconLink = fileId === null ? (each.iconLink ?? null) : driveIcon
    return {
      fileUrl,
      title: each.title ?? '',
      ...(mimeType !== '' && { mimeType }),
      ...(iconLink !== null && { iconLink }),
      ...(fileId !== null && { fileId }),
    }
  })
}

function readConference(
  value: unknown,
  before: calendar_v3.Schema$ConferenceData | null,
  reading: BodyReading,
): calendar_v3.Schema$ConferenceData | null {
  if (value === null) return null
  const data = value as calendar_v3.Schema$ConferenceData
  return data.createRequest ? meetConference(reading.newMeetCode()) : (before ?? data)
}

/** Conference data of a Google Meet with this code. */
export function meetConference(code: string): calendar_v3.Schema$ConferenceData {
  return {
    conferenceId: code,
    conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
    entryPoints: [
      {
        entryPointType: 'video',
        uri: `https://meet.google.com/${code}`,
        label: `meet.google.com/${code}`,
      },
    ],
  }
}

function readReminders(value: unknown): OwnContent['reminders'] {
  if (value === null || typeof value !== 'object') return { useDefault: true }
  return value as NonNullable<OwnContent['reminders']>
}

function text(value: unknown, name: string): string {
  if (value === null) return ''
  if (typeof value !== 'string') throw badBody('invalid', `Invalid value for ${name}.`)
  return value
}

function textList(value: unknown, name: string): string[] {
  if (value === null) return []
  if (!Array.isArray(value)) throw badBody('invalid', `Invalid value for ${name}.`)
  return value.map((each) => text(each, name))
}

function flag(value: unknown, name: string, usual: boolean): boolean {
  if (value === null) return usual
  if (typeof value !== 'boolean') throw badBody('invalid', `Invalid value for ${name}.`)
  return value
}

function oneOf<Value extends string>(
  value: unknown,
  name: string,
  allowed: readonly Value[],
): Value {
  const found = allowed.find((each) => each === (value ?? allowed[0]))
  if (found === undefined) throw badBody('invalid', `Invalid value for ${name}.`)
  return found
}
