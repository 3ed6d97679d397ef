import type { EventFacts } from '../../model/event-facts.ts'
import { decodeEid, splitInstance } from './eid.ts'
import { readGuests } from './read-guests.ts'
import * as selectors from './selectors.ts'

/** What the chip told that a person pressed last; a fallback and a hint for what the details leave out. */
export interface PressedChip {
  key: string
  /** Everything it says, to whoever sees or hears it. */
  text: string
  /** The day of the cell it stood in, `YYYY-MM-DD`; null when unknown. */
  day: string | null
  /** True when it certainly is an all-day event; false when it is not or nobody can tell. */
  isAllDay: boolean
}

/** Reads the details of a saved event in the quick view; null when they have no readable key. */
export function readQuickView(
  page: Document,
  detail: Element,
  pressed: PressedChip | null,
): EventFacts | null {
  const identity = readIdentity(detail, pressed)
  if (identity === null) return null
  const chip =
    pressed !== null && pressed.key === detail.getAttribute('data-eventid') ? pressed : null
  const title = textOf(detail.querySelector(selectors.title))
  const whenText = textOf(detail.querySelector(selectors.when)).replace(title, '').trim()
  const listed = readGuests(detail)
  const hasUnseenGuests =
    detail.querySelector(selectors.guestSummary) !== null ||
    detail.querySelector(selectors.answerNo) !== null
  const facts = makeFacts(page, identity, {
    day: chip?.day != null && hasNumber(whenText, Number(chip.day.slice(8))) ? chip.day : null,
    title,
    whenText,
    guestList: listed?.guestList ?? (hasUnseenGuests ? 'hidden' : 'none'),
    guests: listed?.guests ?? [],
    organizerEmail: readOrganizer(detail),
  })
  facts.isAllDay ||= chip?.isAllDay ?? false
  markOwnRefusal(facts, detail)
  return facts
}

/** Reads the edit page of a saved event; null for a new event and where the page is not that page. */
export function readEditPage(page: Document, url: URL): EventFacts | null {
  const key = editKeyOf(page, url)
  const identity = key === null ? null : decodeEid(key)
  const titleInput = page.querySelector<HTMLInputElement>(selectors.editTitle)
  if (identity === null || titleInput === null) return null
  if (page.querySelector(selectors.editUnsaved) !== null) return null
  const listed = readGuests(page)
  const date = page.querySelector(selectors.editDate)?.getAttribute('data-date') ?? ''
  return makeFacts(page, identity, {
    day: /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : null,
    title: titleInput.value,
    whenText: '',
    guestList: listed?.guestList ?? 'none',
    guests: listed?.guests ?? [],
    organizerEmail: listed?.guests.find((guest) => guest.isOrganizer)?.email ?? null,
  })
}

/** The key in an edit page's address, or null when this is not an edit page of a saved event. */
export function editKeyOf(page: Document, url: URL): string | null {
  const match = /\/r\/eventedit(?:\/([^/?#]+))?/.exec(url.pathname)
  if (match === null && page.querySelector(selectors.editBody) === null) return null
  // Only the padding of base64 would be escaped in a path, and nobody needs it.
  return match?.[1]?.replace(/%3D/gi, '') ?? url.searchParams.get('eid')
}

/**
 * Decodes `data-datekey`, `(year − 1970) · 512 + month · 32 + day`, to `YYYY-MM-DD`; null when no day comes
 * out. The packing was seen, not documented: check the result against something else before showing it.
 */
export function decodeDateKey(dateKey: string): string | null {
  const value = Number(dateKey)
  const year = 1970 + Math.floor(value / 512)
  const month = Math.floor(value / 32) % 16
  const day = value % 32
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDay =
    Number.isInteger(value) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay && year >= 2000 && year < 2200 ? date.toISOString().slice(0, 10) : null
}

type Identity = NonNullable<ReturnType<typeof decodeEid>>

function readIdentity(detail: Element, pressed: PressedChip | null): Identity | null {
  const key = detail.getAttribute('data-eventid')
  const own = key === null ? null : decodeEid(key)
  if (own !== null) return own
  const title = textOf(detail.querySelector(selectors.title))
  // A chip pressed earlier may be another event's: its text has to agree.
  const isSame = pressed !== null && title !== '' && pressed.text.includes(title)
  return readLogPair(detail) ?? (isSame ? decodeEid(pressed.key) : null)
}

/**
 * Whether the page's log attribute counts more guests than are drawn yet: reason to wait longer, never to
 * judge, for nobody has documented that number.
 */
export function isAwaitingGuests(detail: Element, facts: EventFacts): boolean {
  const [, count] = /\["[^"]+","[^"]+",\w+,\w+,(\d+)/.exec(detail.getAttribute('jslog') ?? '') ?? []
  return Number(count) > facts.guests.length
}

/** The page's own log attribute repeats the pair of ids; a second source, should the key change its form. */
function readLogPair(detail: Element): Identity | null {
  const match = /\["([^"\s]+)","([^"\s]+@[^"\s]+)"/.exec(detail.getAttribute('jslog') ?? '')
  const [, eventId, calendarId] = match ?? []
  return eventId === undefined || calendarId === undefined ? null : { eventId, calendarId }
}

function readOrganizer(detail: Element): string | null {
  const row = detail.querySelector(selectors.organizerRow)
  const person =
    row?.closest(selectors.person) ??
    row?.querySelector(selectors.person) ??
    detail.querySelector(selectors.calendarRow)?.closest(selectors.person)
  const id = person?.getAttribute('data-hovercard-id') ?? ''
  return id.includes('@') ? id : null
}

/** The viewer's own "no" is the one answer that has an id: the pressed button of the answer row. */
function markOwnRefusal(facts: EventFacts, detail: Element): void {
  const no = detail.querySelector(selectors.answerNo)
  const isPressed =
    no?.getAttribute('aria-pressed') === 'true' || no?.getAttribute('aria-checked') === 'true'
  if (!isPressed) return
  for (const guest of facts.guests) {
    if (guest.email === facts.selfEmail) guest.answer = 'declined'
  }
}

function makeFacts(
  page: Document,
  identity: Identity,
  read: Pick<EventFacts, 'day' | 'title' | 'whenText' | 'guestList' | 'guests' | 'organizerEmail'>,
): EventFacts {
  const selfEmail = textOf(page.querySelector(selectors.selfEmail))
  const { seriesId, originalStart } = splitInstance(identity.eventId)
  return {
    host: 'google',
    source: 'dom',
    selfEmail: selfEmail.includes('@') ? selfEmail : null,
    eventId: identity.eventId,
    calendarId: identity.calendarId,
    seriesId,
    iCalUid: null,
    originalStart,
    startMs: null,
    endMs: null,
    isAllDay: originalStart?.length === 8,
    kind: 'event',
    ...read,
  }
}

function textOf(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

function hasNumber(text: string, number: number): boolean {
  return (text.match(/\d+/g) ?? []).some((digits) => Number(digits) === number)
}
