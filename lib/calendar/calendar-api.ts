import type { EventFacts } from '../model/event-facts.ts'
import type { Refusal } from '../remote/shared-file.ts'

/** An attachment of an event, as far as it matters here. */
export interface EventAttachment {
  fileId: string | null
  fileUrl: string
  title: string
  mimeType: string
}

/** An event with what the page cannot tell. */
export interface CalendarEvent {
  facts: EventFacts
  /** Revision of this event or instance; the series has its own. Opaque. */
  etag: string
  attachments: EventAttachment[]
  /** True when the account organizes the event, or guests may modify it. */
  canAttach: boolean
}

/** One account's calendar. */
export interface CalendarApi {
  /** One event or instance by its id in `calendarId` ('primary' when null). */
  get(
    calendarId: string | null,
    eventId: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; event: CalendarEvent } | Refusal>
  /** Timed events between two instants (ms since the epoch), instances expanded, all pages. */
  listBetween(
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; events: CalendarEvent[] } | Refusal>
  /**
   * Attaches a file to the series master (or the single event): reads, appends, writes with `If-Match`,
   * reads back and compares. Already attached counts as attached. `not-organizer`: the write did not take.
   * `full`: 25 attachments are there.
   */
  attach(
    calendarId: string | null,
    eventId: string,
    attachment: { fileId: string; fileUrl: string; title: string; mimeType: string },
    signal: AbortSignal,
  ): Promise<{ kind: 'attached' } | { kind: 'not-organizer' } | { kind: 'full' } | Refusal>
}
