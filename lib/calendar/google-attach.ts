import type { calendar_v3 } from '@googleapis/calendar'
import type { Clock } from '../base/clock.ts'
import { type GoogleFailure, readGoogleFailure } from '../remote/google-refusal.ts'
import type { Http } from '../remote/http.ts'
import type { Refusal } from '../remote/shared-file.ts'
import type { CalendarApi } from './calendar-api.ts'
import { calendarUrls } from './google-calendar-urls.ts'
import { canAttachTo } from './google-event-facts.ts'
import type { GoogleEvent } from './google-event-shape.ts'
import { hasAttachedFile } from './pair-attachment.ts'

/** https://developers.google.com/workspace/calendar/api/v3/reference/events#attachments */
const attachmentLimit = 25

/** Somebody else changed the event between our reading and writing: read again, at most this often. */
const attemptLimit = 4

const answerBytes = 1024 * 1024

type NewAttachment = Parameters<CalendarApi['attach']>[2]
type AttachOutcome = Awaited<ReturnType<CalendarApi['attach']>>

/** What attaching needs. */
export interface AttachParts {
  http: Http
  clock: Clock
  /** Reads one event afresh. */
  readEvent: (
    calendarId: string,
    eventId: string,
    signal: AbortSignal,
  ) => Promise<{ kind: 'found'; event: GoogleEvent } | Refusal>
}

/**
 * Attaches a file to the series of an event. PATCH replaces the whole list, so the list is read, added to and
 * written back under `If-Match`; then it is read again, because a write that did not take may still answer
 * 200. https://developers.google.com/workspace/calendar/api/guides/version-resources
 */
export async function attachToGoogleEvent(
  parts: AttachParts,
  calendarId: string,
  eventId: string,
  attachment: NewAttachment,
  signal: AbortSignal,
): Promise<AttachOutcome> {
  const opened = await parts.readEvent(calendarId, eventId, signal)
  if (opened.kind !== 'found') return opened
  // Attachments belong on the series: writing to an instance would tear it off.
  const seriesId = opened.event.recurringEventId
  const targetId = seriesId === '' ? eventId : seriesId
  let read = seriesId === '' ? opened : await parts.readEvent(calendarId, targetId, signal)
  for (let attempt = 0; attempt < attemptLimit; attempt++) {
    if (read.kind !== 'found') return read
    const ready = judgeBefore(read.event, attachment.fileId)
    if (ready !== null) return ready
    const failure = await patch(parts, calendarId, read.event, attachment, signal)
    if (failure !== null && isDefinite(failure) && failure.status !== 412) {
      return judgeFailure(failure)
    }
    // Written, perhaps written, or overtaken by somebody: only another reading tells.
    read = await parts.readEvent(calendarId, targetId, signal)
    if (failure?.status === 412) continue
    if (read.kind !== 'found') return read
    if (hasAttachedFile(toFileIds(read.event), attachment.fileId)) return { kind: 'attached' }
    return failure === null ? { kind: 'not-organizer' } : failure.refusal
  }
  return { kind: 'unavailable' }
}

function judgeBefore(event: GoogleEvent, fileId: string): AttachOutcome | null {
  if (hasAttachedFile(toFileIds(event), fileId)) return { kind: 'attached' }
  // A guest's write would show on the guest's own copy and nowhere else.
  if (!canAttachTo(event)) return { kind: 'not-organizer' }
  return event.attachments.length >= attachmentLimit ? { kind: 'full' } : null
}

async function patch(
  parts: AttachParts,
  calendarId: string,
  event: GoogleEvent,
  attachment: NewAttachment,
  signal: AbortSignal,
): Promise<GoogleFailure | null> {
  const body: calendar_v3.Schema$Event = {
    attachments: [...event.attachments.map(keepAttachment), toNewAttachment(attachment)],
  }
  const outcome = await parts.http.send(
    {
      method: 'PATCH',
      url: calendarUrls.attach(calendarId, event.id),
      headers: {
        'Content-Type': 'application/json',
        ...(event.etag !== '' && { 'If-Match': event.etag }),
      },
      body: JSON.stringify(body),
      maxBytes: answerBytes,
    },
    signal,
  )
  return readGoogleFailure(outcome, parts.clock)
}

/** A refusal with a status is an answer; a lost one and a 5xx leave open whether it was written. */
function isDefinite(failure: GoogleFailure): boolean {
  return failure.status !== null && failure.status !== 408 && failure.status < 500
}

function judgeFailure(failure: GoogleFailure): AttachOutcome {
  const { refusal, status } = failure
  if (refusal.kind !== 'rejected') return refusal
  if (status === 403) return { kind: 'not-organizer' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  return refusal
}

/** Google takes an attachment back as it gave it, without empty texts and without its read-only id. */
function keepAttachment(
  one: GoogleEvent['attachments'][number],
): calendar_v3.Schema$EventAttachment {
  return {
    fileUrl: one.fileUrl,
    ...(one.title !== '' && { title: one.title }),
    ...(one.mimeType !== '' && { mimeType: one.mimeType }),
    ...(one.iconLink !== '' && { iconLink: one.iconLink }),
    ...(one.fileId !== '' && { fileId: one.fileId }),
  }
}

function toNewAttachment(attachment: NewAttachment): calendar_v3.Schema$EventAttachment {
  const { fileUrl, title, mimeType } = attachment
  return { fileUrl, title, mimeType }
}

function toFileIds(event: GoogleEvent): { fileId: string | null; fileUrl: string }[] {
  return event.attachments.map(({ fileId, fileUrl }) => ({
    fileId: fileId === '' ? null : fileId,
    fileUrl,
  }))
}
