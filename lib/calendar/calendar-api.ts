import type { EventFacts } from '../model/event-facts.ts'
import type { NamedFile } from '../remote/named-file.ts'
import type { Refusal } from '../remote/shared-file.ts'

/** An attachment of an event, as far as it matters here; a pointer stands for the file it names. */
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

/** What a page showed of an event, for calendars whose ids do not last. */
export type SeenEvent = Pick<EventFacts, 'day' | 'title'>

/** One account's calendar. */
export interface CalendarApi {
  /** Providers whose files can hang on an event here. */
  readonly attaches: readonly NamedFile['provider'][]
  /**
   * One event or instance by its id in `calendarId` ('primary' when null). Where the id leads nowhere, `seen`
   * may still find it.
   */
  get(
    calendarId: string | null,
    eventId: string,
    signal: AbortSignal,
    seen?: SeenEvent,
  ): Promise<{ kind: 'found'; event: CalendarEvent } | Refusal>
  /**
   * Timed events between two instants (ms since the epoch), instances expanded, all pages. What hangs on them
   * may be left out.
   */
  listBetween(
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; events: CalendarEvent[] } | Refusal>
  /**
   * Attaches a file to the series master (or the single event), so that every guest sees it; doing it again
   * changes nothing. `not-organizer`: what this account attaches reaches nobody else. `full`: the event takes
   * no more.
   */
  attach(
    calendarId: string | null,
    eventId: string,
    attachment: { fileId: string; fileUrl: string; title: string; mimeType: string },
    signal: AbortSignal,
  ): Promise<{ kind: 'attached' } | { kind: 'not-organizer' } | { kind: 'full' } | Refusal>
}
