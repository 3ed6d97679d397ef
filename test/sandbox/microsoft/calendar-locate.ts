import type { LocatedEvent } from './calendar-event.ts'
import { isPageForm, readEventId } from './calendar-ids.ts'
import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'

/** What an event's id names in the caller's mailbox. Throws 400 for a malformed id, 404 for one that leads nowhere. */
export function locateEvent({ store, person }: GraphCall, id: string): LocatedEvent {
  const { calendar, habits } = store
  const parsed = isPageForm(id) && !habits.calendar.acceptsPageIds ? null : readEventId(id)
  if (parsed === null) throw new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
  const { key, move, originalMs } = parsed
  const copy = calendar.byKey(key)
  const isThere =
    copy !== null &&
    copy.ownerEmail === person.email &&
    !copy.isRemoved &&
    (move === null || move === copy.moves) &&
    (originalMs === null || calendar.hasOccurrence(copy, originalMs))
  if (!isThere) throw notFound()
  return { copy, originalMs }
}

/** Outlook's 404. */
export function notFound(): GraphError {
  return new GraphError(
    404,
    'ErrorItemNotFound',
    'The specified object was not found in the store.',
  )
}
