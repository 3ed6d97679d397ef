import { createHash } from 'node:crypto'
import { guidOf } from './people.ts'

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

/** What ordinary ids begin with: then comes the mailbox, 36 letters long, and then what is in it. */
const ordinaryHead = Buffer.from([0, 3, 36, 0])
const behindMailbox = Buffer.from([0, 70, 0, 0, 0])
const mailboxEnd = ordinaryHead.length + 36 + behindMailbox.length
const immutableHead = 'AAkALg'
/** Gives every id signs in which the forms differ. */
const signs = [0xfb, 0xff, 0xbf]

/** Writes an id of something in somebody's mailbox. */
export function writeEventId(id: ParsedEventId, form: EventIdForm, ownerEmail: string): string {
  const move = form === 'immutable' ? 'x' : String(id.move ?? 0)
  const text = `${id.key}|${move}|${id.originalMs ?? ''}`
  const bytes = Buffer.concat([Buffer.from(signs), Buffer.from(text.padEnd(36, ' '))])
  const page =
    form === 'immutable'
      ? immutableHead + bytes.toString('base64')
      : Buffer.concat([ordinaryHead, mailboxOf(ownerEmail), behindMailbox, bytes]).toString(
          'base64',
        )
  return form === 'page' ? page : toRestForm(page)
}

/** Reads an id in any form; null when it is malformed. */
export function readEventId(id: string): ParsedEventId | null {
  const base64 = id.replaceAll('-', '/').replaceAll('_', '+')
  const whole = Buffer.from(base64, 'base64')
  const isOrdinary = whole.subarray(0, ordinaryHead.length).equals(ordinaryHead)
  if (!isOrdinary && !id.startsWith(immutableHead)) return null
  const bytes = isOrdinary
    ? whole.subarray(mailboxEnd)
    : Buffer.from(base64.slice(immutableHead.length), 'base64')
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

/** The mailbox as ids name it: a GUID in plain letters, as published examples have it. */
function mailboxOf(email: string): Buffer {
  return Buffer.from(guidOf(createHash('sha256').update(`mailbox ${email}`).digest('hex')))
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
