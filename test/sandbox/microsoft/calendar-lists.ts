import { json, type WorldResponse } from '../network/http-message.ts'
import { contentOf, type LocatedEvent } from './calendar-event.ts'
import { locateEvent } from './calendar-locate.ts'
import { idOf, readPreferences, viewEvent } from './calendar-view.ts'
import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'

const root = 'https://graph.microsoft.com/v1.0'

/** GET /me/calendarView: what lies in a span of time, occurrences one by one. */
export function listCalendarView(call: GraphCall): WorldResponse {
  const { fromMs, toMs } = readSpan(call.request.url.searchParams)
  return listPage(call, call.store.calendar.between(call.person.email, fromMs, toMs))
}

/** GET /me/events/{id}/instances: the occurrences of a series in a span of time. */
export function listInstances(call: GraphCall, id: string): WorldResponse {
  const { copy, originalMs } = locateEvent(call, id)
  if (originalMs !== null || copy.content.recurrence.length === 0)
    throw new GraphError(400, 'ErrorInvalidRequest', 'The event is not a series master.')
  const { fromMs, toMs } = readSpan(call.request.url.searchParams)
  const all = call.store.calendar.between(call.person.email, fromMs, toMs)
  return listPage(
    call,
    all.filter((at) => at.copy === copy),
  )
}

function listPage(call: GraphCall, events: readonly LocatedEvent[]): WorldResponse {
  const query = call.request.url.searchParams
  const top = readCount(query.get('$top'), 10, 1000)
  const skip = readCount(query.get('$skip'), 0, Number.MAX_SAFE_INTEGER)
  const sorted = sortEvents(call, events)
  const page = sorted.slice(skip, skip + top)
  const next = new URL(`${root}${call.path}?${query}`)
  next.searchParams.set('$skip', String(skip + top))
  return json(200, {
    '@odata.context': `${root}/$metadata#users('me')/calendarView`,
    value: page.map((at) => viewEvent(call, at)),
    ...(skip + top < sorted.length && { '@odata.nextLink': next.href }),
  })
}

function sortEvents(call: GraphCall, events: readonly LocatedEvent[]): LocatedEvent[] {
  const order = call.request.url.searchParams.get('$orderby')
  if (order !== null && !/^start\/dateTime( asc)?$/i.test(order))
    throw new GraphError(400, 'BadRequest', 'This world sorts by start/dateTime only.')
  const byStart = events.toSorted((a, b) => contentOf(a).startMs - contentOf(b).startMs)
  const isSorted = order !== null || call.store.habits.calendar.unorderedList === 'by-start'
  return isSorted ? byStart : byStart.reverse()
}

interface DeltaToken {
  fromMs: number
  toMs: number
  /** Changes after this one are news. */
  since: number
  issuedMs: number
  /** Where the next page begins; 0 in the link for the next round. */
  skip: number
}

/**
 * GET /me/calendarView/delta: everything in a span at first, later what changed. Tokens say all; the span is
 * not repeated. https://learn.microsoft.com/graph/delta-query-events
 */
export function listDelta(call: GraphCall): WorldResponse {
  const { store, person, request } = call
  const query = request.url.searchParams
  for (const name of ['$select', '$expand', '$filter', '$orderby', '$search']) {
    if (query.has(name)) throw new GraphError(400, 'BadRequest', `${name} is not supported here.`)
  }
  const text = query.get('$skiptoken') ?? query.get('$deltatoken')
  const token = text === null ? firstToken(call) : readToken(text)
  const isExpired =
    store.clock.nowMs() - (token?.issuedMs ?? 0) > store.habits.calendar.deltaLifetimeMs
  if (token === null || isExpired)
    throw new GraphError(410, 'syncStateNotFound', 'The sync state generation is not found.')
  const size = Number(/odata\.maxpagesize=(\d+)/i.exec(request.headers.prefer ?? '')?.[1] ?? 50)
  const { fromMs, toMs, since, skip } = token
  const present = store.calendar
    .between(person.email, fromMs, toMs)
    .filter(({ copy }) => copy.changeNumber > since)
  const entries = [
    ...sortEvents(call, present).map((at) => viewEvent(call, at)),
    ...(since === 0 ? [] : removedSince(call, since)),
  ]
  const link = (name: string, value: DeltaToken) =>
    `${root}/me/calendarView/delta?${name}=${Buffer.from(JSON.stringify(value)).toString('base64url')}`
  const hasMore = skip + size < entries.length
  return json(200, {
    '@odata.context': `${root}/$metadata#Collection(event)`,
    value: entries.slice(skip, skip + size),
    ...(hasMore
      ? { '@odata.nextLink': link('$skiptoken', { ...token, skip: skip + size }) }
      : {
          '@odata.deltaLink': link('$deltatoken', {
            ...token,
            skip: 0,
            since: store.calendar.changeNumber(),
            issuedMs: store.clock.nowMs(),
          }),
        }),
  })
}

/** What was taken away names itself, in or out of the span. */
function removedSince(call: GraphCall, since: number): Record<string, unknown>[] {
  const { store, person } = call
  const { idForm } = readPreferences(call)
  return store.calendar.copies
    .filter((copy) => copy.ownerEmail === person.email && copy.changeNumber > since)
    .flatMap((copy): LocatedEvent[] => {
      if (copy.isRemoved) return [{ copy, originalMs: null }]
      const removed = [...copy.exceptions].filter(([, exception]) => exception.isRemoved)
      return removed.map(([originalMs]) => ({ copy, originalMs }))
    })
    .map((at) => ({
      '@odata.type': '#microsoft.graph.event',
      id: idOf(at, idForm),
      '@removed': { reason: 'deleted' },
    }))
}

function firstToken(call: GraphCall): DeltaToken {
  const span = readSpan(call.request.url.searchParams)
  return { ...span, since: 0, skip: 0, issuedMs: call.store.clock.nowMs() }
}

function readToken(text: string): DeltaToken | null {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as DeltaToken
  } catch {
    return null
  }
}

function readSpan(query: URLSearchParams): { fromMs: number; toMs: number } {
  const read = (name: string): number => {
    const text = query.get(name) ?? ''
    // Without an offset it is UTC, whatever `Prefer` says.
    const atMs = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
    if (Number.isNaN(atMs))
      throw new GraphError(400, 'ErrorInvalidParameter', `${name} is missing or no time.`)
    return atMs
  }
  return { fromMs: read('startDateTime'), toMs: read('endDateTime') }
}

function readCount(text: string | null, usual: number, most: number): number {
  if (text === null) return usual
  const count = Number(text)
  if (!Number.isInteger(count) || count < 0 || count > most)
    throw new GraphError(400, 'BadRequest', `${text} is not a valid count.`)
  return count
}
