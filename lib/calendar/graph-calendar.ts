import type { Clock } from '../base/clock.ts'
import { z } from '../base/zod.ts'
import { utcMidnight } from '../model/calendar-day.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { createGraph, type GraphCall } from '../remote/graph.ts'
import type { GraphFailure } from '../remote/graph-refusal.ts'
import type { Http } from '../remote/http.ts'
import type { NamedFile } from '../remote/named-file.ts'
import { neutralFile } from '../remote/neutral-file.ts'
import { readOneDriveFileId } from '../remote/onedrive-id.ts'
import type { Refusal } from '../remote/shared-file.ts'
import type { CalendarApi, CalendarEvent, EventAttachment, SeenEvent } from './calendar-api.ts'
import { attachToOutlookEvent, sentFileOf, sentProperty } from './graph-attach.ts'
import { toOutlookFacts } from './graph-event-facts.ts'
import { isExchangeId, toGraphId } from './graph-event-id.ts'
import { eventSelect, type GraphEvent, graphEventSchema } from './graph-event-shape.ts'
import { eventPath, readPointers } from './graph-pointers.ts'
import { readICalUid } from './graph-uid.ts'

const dayMs = 24 * 3_600_000

/** Series whose UID is remembered; forgotten with the worker. */
const seriesKept = 200

/** An event of more people than this is no 1-on-1: its series is not asked for. */
const peopleOfInterest = 3

/** What {@link createGraphCalendar} needs. */
export interface GraphCalendarParts {
  http: Http
  clock: Clock
  /** The account behind `http`; its token needs `Calendars.ReadWrite`. */
  email: string
}

type Found = { kind: 'found'; event: GraphEvent } | Refusal

const translatedSchema = z.object({
  value: z.array(z.object({ targetId: z.catch(z.string(), '') })),
})

/**
 * The Outlook calendar of one account, through Microsoft Graph. `calendarId` means nothing here: ids lead to
 * the mailbox's events wherever they are. An event that is not found, or is called off, is `gone`; an id that
 * cannot be one is `rejected` with 400, without a request.
 */
export function createGraphCalendar(parts: GraphCalendarParts): CalendarApi {
  const { http, clock, email } = parts
  const graph = createGraph({ http, clock })
  /** UIDs of series, by the series' id. */
  const seriesUids = new Map<string, string | null>()

  async function readById(graphId: string, signal: AbortSignal): Promise<Found> {
    const call: GraphCall = { method: 'GET', path: `${eventPath(graphId)}?${eventQuery}` }
    const answer = await graph.read(call, graphEventSchema, signal)
    if (answer.kind === 'failed') return refusalOf(answer.failure)
    return { kind: 'found', event: answer.value }
  }

  /**
   * The event behind an id of Graph or of Outlook's page. The page's may be of a form Graph refuses, and an
   * event has a new id once it moved: then the day and the title that were seen find it, where only one fits.
   */
  async function find(
    eventId: string,
    seen: SeenEvent | null,
    signal: AbortSignal,
  ): Promise<Found> {
    if (!isExchangeId(eventId)) return { kind: 'rejected', status: 400 }
    let read = await readById(toGraphId(eventId), signal)
    if (read.kind === 'rejected' && read.status === 400) {
      const translated = await translate(eventId, signal)
      if (translated !== null) read = await readById(translated, signal)
    }
    const isUnknown = read.kind === 'gone' || (read.kind === 'rejected' && read.status === 400)
    return isUnknown && seen !== null ? await findSeen(seen, read, signal) : read
  }

  /** https://learn.microsoft.com/graph/api/user-translateexchangeids */
  async function translate(eventId: string, signal: AbortSignal): Promise<string | null> {
    const json = { InputIds: [eventId], SourceIdType: 'ewsId', TargetIdType: 'restId' }
    const call = { method: 'POST', path: '/me/translateExchangeIds', json } as const
    const answer = await graph.read(call, translatedSchema, signal)
    const id = answer.kind === 'value' ? (answer.value.value[0]?.targetId ?? '') : ''
    return id === '' || !isExchangeId(id) ? null : id
  }

  async function findSeen(seen: SeenEvent, otherwise: Found, signal: AbortSignal): Promise<Found> {
    if (seen.day === null || seen.title === '') return otherwise
    // The day is the viewer's, whose zone may be ahead of UTC or behind.
    const midnightMs = utcMidnight(seen.day)
    if (Number.isNaN(midnightMs)) return otherwise
    const listed = await listView(midnightMs - dayMs, midnightMs + 2 * dayMs, signal)
    if (listed.kind !== 'found') return listed
    const fitting = listed.events.filter((event) => {
      const facts = toOutlookFacts(event, email, null)
      return facts.title.trim() === seen.title.trim() && facts.day === seen.day
    })
    const [only, ...rest] = fitting
    if (only === undefined || rest.length > 0) return otherwise
    // A list does not say what was sent.
    return await readById(only.id, signal)
  }

  async function listView(
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; events: GraphEvent[] } | Refusal> {
    const query = {
      startDateTime: new Date(fromMs).toISOString(),
      endDateTime: new Date(toMs).toISOString(),
      $select: eventSelect,
      $orderby: 'start/dateTime',
      $top: '200',
    }
    const call: GraphCall = { method: 'GET', path: '/me/calendarView', query }
    const answer = await graph.list(call, graphEventSchema, signal)
    if (answer.kind === 'failed') return refusalOf(answer.failure)
    return { kind: 'found', events: answer.value }
  }

  function keepUid(seriesId: string, uid: string | null): void {
    seriesUids.delete(seriesId)
    seriesUids.set(seriesId, uid)
    const [oldest] = seriesUids.keys()
    if (seriesUids.size > seriesKept && oldest !== undefined) seriesUids.delete(oldest)
  }

  /** The UID all occurrences have in common. */
  async function uidOf(event: GraphEvent, master: Found | null, signal: AbortSignal) {
    const { seriesMasterId } = event
    if (seriesMasterId === '') return { kind: 'uid', uid: readICalUid(event.iCalUId) } as const
    const known = seriesUids.get(seriesMasterId)
    if (known !== undefined && master === null) return { kind: 'uid', uid: known } as const
    const read = master ?? (await readById(seriesMasterId, signal))
    // Invited to one occurrence alone, or the series is out of sight: the occurrence's own will do.
    const isUnseen = read.kind === 'gone' || read.kind === 'rejected'
    if (read.kind !== 'found' && !isUnseen) return read
    const uid = readICalUid(read.kind === 'found' ? read.event.iCalUId : event.iCalUId)
    keepUid(seriesMasterId, uid)
    return { kind: 'uid', uid } as const
  }

  /** The pair's files that pointers on an event, or on its series, name. */
  async function readAttachments(
    event: GraphEvent,
    signal: AbortSignal,
  ): Promise<{ kind: 'read'; attachments: EventAttachment[] } | Refusal> {
    if (!event.hasAttachments) return { kind: 'read', attachments: [] }
    const pointers = await readPointers({ graph, clock }, event.id, signal)
    if (pointers.kind === 'failed') return refusalOf(pointers.failure)
    // On the organizer's own copy a pointer counts once it was sent.
    const files = event.isOrganizer
      ? pointers.files.filter((one) => one.fileId === sentFileOf(event))
      : pointers.files
    return { kind: 'read', attachments: files.map(toAttachment) }
  }

  return {
    // A pointer leads anywhere.
    attaches: ['google', 'onedrive'],

    async get(_calendarId, eventId, signal, seen) {
      const found = await find(eventId, seen ?? null, signal)
      if (found.kind !== 'found') return found
      const { event } = found
      if (event.isCancelled) return { kind: 'gone' }
      const master =
        event.seriesMasterId === '' ? null : await readById(event.seriesMasterId, signal)
      const named = await uidOf(event, master, signal)
      if (named.kind !== 'uid') return named
      const series = master?.kind === 'found' ? master.event : null
      const attached = await readAttachments(series ?? event, signal)
      if (attached.kind !== 'read') return attached
      return { kind: 'found', event: toCalendarEvent(event, named.uid, attached.attachments) }
    },

    async listBetween(fromMs, toMs, signal) {
      const listed = await listView(fromMs, toMs, signal)
      if (listed.kind !== 'found') return listed
      const events: CalendarEvent[] = []
      for (const event of listed.events) {
        if (event.isCancelled || event.isAllDay || event.isDraft) continue
        const people = event.attendees.filter((one) => one.type !== 'resource').length
        const isOfInterest = people > 0 && people <= peopleOfInterest
        const named = isOfInterest
          ? await uidOf(event, null, signal)
          : ({ kind: 'uid', uid: readICalUid(event.iCalUId) } as const)
        if (named.kind !== 'uid') return named
        events.push(toCalendarEvent(event, named.uid, []))
      }
      return { kind: 'found', events }
    },

    async attach(_calendarId, eventId, attachment, signal) {
      const opened = await find(eventId, null, signal)
      if (opened.kind !== 'found') return opened
      // On the series: writing to an occurrence would make it an exception.
      const { id, seriesMasterId } = opened.event
      const targetId = seriesMasterId === '' ? id : seriesMasterId
      const readTarget = (inner: AbortSignal) => readById(targetId, inner)
      return await attachToOutlookEvent({ graph, clock, readTarget }, toFile(attachment), signal)
    },
  }

  function toCalendarEvent(
    event: GraphEvent,
    uid: string | null,
    attachments: EventAttachment[],
  ): CalendarEvent {
    const facts: EventFacts = toOutlookFacts(event, email, uid)
    return { facts, etag: event['@odata.etag'], attachments, canAttach: event.isOrganizer }
  }
}

/** By hand: in a query of OData a blank is `%20`, and `+` need not be one. */
const eventQuery = [
  `$select=${eventSelect}`,
  `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${sentProperty}')`)}`,
].join('&')

function refusalOf({ status, refusal }: GraphFailure): Refusal {
  return status === 404 || status === 410 ? { kind: 'gone' } : refusal
}

/** A pointer stands for the file it names. */
function toAttachment({ fileId, url }: NamedFile): EventAttachment {
  return { fileId, fileUrl: url, title: neutralFile.name, mimeType: neutralFile.mimeType }
}

function toFile({ fileId, fileUrl }: Parameters<CalendarApi['attach']>[2]): NamedFile {
  const provider = readOneDriveFileId(fileId) === null ? 'google' : 'onedrive'
  return { provider, fileId, url: fileUrl }
}
