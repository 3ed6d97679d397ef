import type { EventFacts } from '../../model/event-facts.ts'
import { readPeople, readSentence } from './read-people.ts'
import { squeeze, textOf, textsOf } from './read-text.ts'
import * as selectors from './selectors.ts'

/** What the tiles of an event tell: its id, and what no view of it says in a form we can read. */
export interface PressedTile {
  /** Exchange id of the viewer's copy. */
  id: string
  /** Its text in lines: subject, perhaps place, hours; empty when it has none. */
  text: string
  /** The first day on which a tile stands, `YYYY-MM-DD`; null when unknown. */
  day: string | null
  /** True when it stands above the hours; false when it does not or nobody can tell. */
  isAllDay: boolean
}

/** Reads the tile that was pressed, together with the other tiles of the same event. */
export function describeTile(tile: Element): PressedTile {
  const id = tile.getAttribute('data-calitemid') ?? ''
  const days = [...tile.ownerDocument.querySelectorAll(selectors.tileOf(id))].flatMap(dayOf)
  return {
    id,
    text: tile.querySelector(selectors.tileFace)?.getAttribute('title') ?? '',
    day: days.sort()[0] ?? null,
    isAllDay: tile.closest(selectors.allDayRow) !== null,
  }
}

/** The day of the column or cell that holds a tile; empty when unknown. */
function dayOf(tile: Element): string[] {
  const holder = tile.closest(selectors.day) ?? columnBehind(tile)
  const text = holder?.getAttribute('data-column-date') ?? holder?.id
  return /\d{4}-\d\d-\d\d/.exec(text ?? '') ?? []
}

/** Where tiles stand beside the columns: layout, read only when a person presses. */
function columnBehind(tile: Element): Element | undefined {
  const { left, top, width, height } = tile.getBoundingClientRect()
  return tile.ownerDocument
    .elementsFromPoint(left + width / 2, top + height / 2)
    .find((one) => one.matches(selectors.dayColumn))
}

/** Reads an event's peek or full view; null while it has no title. */
export function readView(root: Element, id: string, tile: PressedTile | null): EventFacts | null {
  const subject = subjectOf(tile?.text ?? '')
  const hasSubject = subject !== '' && textOf(root).includes(subject)
  const title = hasSubject ? subject : readTitle(root)
  if (title === '') return null
  const whenText = readWhen(root).replace(title, '').trim()
  const day = tile?.day ?? null
  const isPeek = root.matches(selectors.peek)
  return makeFacts(id, {
    day: day !== null && hasNumber(whenText, Number(day.slice(8))) ? day : null,
    title,
    whenText,
    isAllDay: tile?.isAllDay ?? false,
    guestList: isPeek ? 'partial' : 'none',
    // The place may hold an address, too: a sentence is only read where the tile tells what the place is.
    guests: isPeek && hasSubject ? readSentence(root, tile?.text ?? '') : [],
    ...readPeople(root),
  })
}

/** What is known of an event while its form is open: whom it invites is not decided yet. */
export function readForm({ id, text, day, isAllDay }: PressedTile): EventFacts {
  return makeFacts(id, {
    day,
    title: subjectOf(text),
    whenText: '',
    isAllDay,
    guestList: 'partial',
    guests: [],
  })
}

function subjectOf(tileText: string): string {
  return squeeze(tileText.split('\n')[0] ?? '')
}

/** The id in the address of a single event; null in any other address. */
export function itemIdOf(pathname: string): string | null {
  const id = /^\/calendar\/(?:\d+\/)?item\/([^/]+)/.exec(pathname)?.[1]
  if (id === undefined) return null
  try {
    return decodeURIComponent(id)
  } catch {
    return null
  }
}

function readTitle(root: Element): string {
  const heading = textOf(root.querySelector(selectors.heading))
  return heading || (textsOf(root, selectors.control)[0] ?? '')
}

/** The words beside the clock. */
function readWhen(root: Element): string {
  let row = root.querySelector(selectors.clock)
  while (row !== null && row !== root && textOf(row) === '') row = row.parentElement
  return row === root ? '' : textOf(row)
}

function makeFacts(
  eventId: string,
  read: Pick<EventFacts, 'day' | 'title' | 'whenText' | 'isAllDay' | 'guestList' | 'guests'>,
): EventFacts {
  return {
    host: 'outlook',
    source: 'dom',
    // Nothing in the page says whose it is, and recurrence stands there only in words.
    selfEmail: null,
    eventId,
    calendarId: null,
    seriesId: null,
    iCalUid: null,
    originalStart: null,
    startMs: null,
    endMs: null,
    kind: 'event',
    organizerEmail: null,
    ...read,
  }
}

function hasNumber(text: string, number: number): boolean {
  // Without words there is nothing to contradict the tile.
  return text === '' || (text.match(/\d+/g) ?? []).some((digits) => Number(digits) === number)
}
