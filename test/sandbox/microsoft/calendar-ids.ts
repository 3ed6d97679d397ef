/** What an id of Exchange says; the world's own way of packing it. */
export interface ParsedEventId {
  key: string
  /** Counts how often the event moved; null in an immutable id, which outlives moves. */
  move: number | null
  /** Original start of an occurrence, ms since the epoch; null for a single event or the whole series. */
  originalMs: number | null
}

/** How ids are written: for Graph, with other signs by Outlook's page (and EWS), and the kind that lasts. */
export type EventIdForm = 'rest' | 'page' | 'immutable'

const ordinaryHead = 'AAMkAG'
const immutableHead = 'AAkALg'
/** Gives every id signs in which the forms differ. */
const signs = [0xfb, 0xff, 0xbf]

/** Writes an id. */
export function writeEventId(id: ParsedEventId, form: EventIdForm): string {
  const move = form === 'immutable' ? 'x' : String(id.move ?? 0)
  const text = `${id.key}|${move}|${id.originalMs ?? ''}`
  const bytes = Buffer.concat([Buffer.from(signs), Buffer.from(text.padEnd(36, ' '))])
  const page = (form === 'immutable' ? immutableHead : ordinaryHead) + bytes.toString('base64')
  return form === 'page' ? page : toRestForm(page)
}

/** Reads an id in any form; null when it is malformed. */
export function readEventId(id: string): ParsedEventId | null {
  const isImmutable = id.startsWith(immutableHead)
  if (!isImmutable && !id.startsWith(ordinaryHead)) return null
  const base64 = id.slice(ordinaryHead.length).replaceAll('-', '/').replaceAll('_', '+')
  const bytes = Buffer.from(base64, 'base64')
  if (!bytes.subarray(0, 3).equals(Buffer.from(signs))) return null
  const match = /^(\w+)\|(x|\d+)\|(\d*) *$/.exec(bytes.subarray(3).toString())
  if (match === null) return null
  const [, key = '', move = '', original = ''] = match
  return {
    key,
    move: move === 'x' ? null : Number(move),
    originalMs: original === '' ? null : Number(original),
  }
}

/** True for an id with the signs of Outlook's page. */
export function isPageForm(id: string): boolean {
  return /[/+]/.test(id)
}

function toRestForm(id: string): string {
  return id.replaceAll('/', '-').replaceAll('+', '_')
}

/**
 * An iCalendar UID as Exchange writes global object ids: a fixed head, four bytes for the day of an occurrence
 * (zero for the series), and the data, in which a foreign UID follows the word `vCal-Uid`. `data` is
 * hexadecimal. https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal
 */
export function writeGlobalObjectId(data: string, originalMs: number | null): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const day = originalMs === null ? null : new Date(originalMs)
  const date =
    day === null
      ? '00000000'
      : hex(day.getUTCFullYear(), 4) + hex(day.getUTCMonth() + 1, 2) + hex(day.getUTCDate(), 2)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(data.length / 2)
  const text = `040000008200e00074c5b7101a82e008${date}${'0'.repeat(32)}${size.toString('hex')}${data}`
  return text.toUpperCase()
}

/** A foreign UID as the data of {@link writeGlobalObjectId}. */
export function wrapForeignUid(uid: string): string {
  return Buffer.from(`vCal-Uid\u0001\0\0\0${uid}\0`, 'latin1').toString('hex')
}
