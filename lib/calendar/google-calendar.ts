import type { Clock } from '../base/clock.ts'
import { readGoogleFailure } from '../remote/google-refusal.ts'
import type { Http, HttpOutcome } from '../remote/http.ts'
import { parseJson } from '../remote/json-body.ts'
import type { Refusal } from '../remote/shared-file.ts'
import type { CalendarApi, CalendarEvent } from './calendar-api.ts'
import { attachToGoogleEvent } from './google-attach.ts'
import { calendarUrls, isCalendarId, isEventId } from './google-calendar-urls.ts'
import { canAttachTo, toEventFacts } from './google-event-facts.ts'
import { type GoogleEvent, readGoogleEvent, readGoogleEventPage } from './google-event-shape.ts'

const answerBytes = 8 * 1024 * 1024

/** More pages of 250 than a panel's two weeks can hold; the rest is left out. */
const pageLimit = 20

/** What {@link createGoogleCalendar} needs. */
export interface GoogleCalendarParts {
  http: Http
  clock: Clock
  /** The account behind `http`. */
  email: string
}

/**
 * Google Calendar of one account. An event that is not found, or is cancelled, is `gone`; an id that cannot
 * be one is `rejected` with 400, without a request.
 */
export function createGoogleCalendar(parts: GoogleCalendarParts): CalendarApi {
  const { http, clock, email } = parts
  const badId = { kind: 'rejected', status: 400 } as const

  function refusalOf(outcome: HttpOutcome): Refusal | null {
    const failure = readGoogleFailure(outcome, clock)
    if (failure === null) return null
    return failure.status === 404 || failure.status === 410 ? { kind: 'gone' } : failure.refusal
  }

  async function readEvent(
    calendarId: string,
    eventId: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; event: GoogleEvent } | Refusal> {
    if (!isEventId(eventId) || !isCalendarId(calendarId)) return badId
    const url = calendarUrls.event(calendarId, eventId)
    const outcome = await http.send({ method: 'GET', url, maxBytes: answerBytes }, signal)
    const refusal = refusalOf(outcome)
    if (refusal !== null || outcome.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
    const event = readGoogleEvent(parseJson(outcome.bytes))
    if (event === null) return { kind: 'unavailable' }
    return event.status === 'cancelled' ? { kind: 'gone' } : { kind: 'found', event }
  }

  function toCalendarEvent(event: GoogleEvent, calendarId: string | null): CalendarEvent {
    return {
      facts: toEventFacts(event, email, calendarId),
      etag: event.etag,
      attachments: event.attachments.map(({ fileId, fileUrl, title, mimeType }) => ({
        fileId: fileId === '' ? null : fileId,
        fileUrl,
        title,
        mimeType,
      })),
      canAttach: canAttachTo(event),
    }
  }

  return {
    attaches: ['google'],

    async get(calendarId, eventId, signal) {
      const read = await readEvent(calendarId ?? 'primary', eventId, signal)
      if (read.kind !== 'found') return read
      return { kind: 'found', event: toCalendarEvent(read.event, calendarId) }
    },

    async listBetween(fromMs, toMs, signal) {
      const events: GoogleEvent[] = []
      let pageToken: string | null = null
      for (let page = 0; page < pageLimit; page++) {
        const url = calendarUrls.list('primary', fromMs, toMs, pageToken)
        const outcome = await http.send({ method: 'GET', url, maxBytes: answerBytes }, signal)
        const refusal = refusalOf(outcome)
        if (refusal !== null || outcome.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
        const read = readGoogleEventPage(parseJson(outcome.bytes))
        if (read === null) return { kind: 'unavailable' }
        events.push(...read.events)
        // A page may be empty and still not be the last.
        pageToken = read.nextPageToken
        if (pageToken === null) break
      }
      const timed = events.filter(
        (event) => event.status !== 'cancelled' && event.start.dateTime !== '',
      )
      return { kind: 'found', events: timed.map((event) => toCalendarEvent(event, null)) }
    },

    attach(calendarId, eventId, attachment, signal) {
      return attachToGoogleEvent(
        { http, clock, readEvent },
        calendarId ?? 'primary',
        eventId,
        attachment,
        signal,
      )
    },
  }
}
