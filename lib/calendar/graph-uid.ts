import { decodeUtf8 } from '../base/bytes.ts'

/** Head of every global object id: its kind. */
const head = '040000008200E00074C5B7101A82E008'
/** The word before a UID that another system gave, with the version that follows it: `vCal-Uid`, 1. */
const foreignMark = '7643616C2D55696401000000'
/** Head, day (4 bytes), time of making (8), reserved (8), size of the data (4). */
const dataAt = 80

/**
 * The iCalendar UID that the invitation carried, from what Graph calls `iCalUId`: the same text in every
 * calendar system the invitation reached. Exchange keeps it as a global object id, written in hexadecimal:
 * an occurrence's has its day in it, which is taken out here; a UID from elsewhere (Google's, say) is packed
 * into it, and unpacked here. Any other text is the UID as it is; null for none.
 * https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal/1d3aac05-a7b9-45cc-a213-47f0a0a2c5c1
 */
export function readICalUid(iCalUId: string): string | null {
  if (iCalUId === '') return null
  const isGlobalId =
    iCalUId.toUpperCase().startsWith(head) &&
    iCalUId.length >= dataAt &&
    /^(?:[0-9A-Fa-f]{2})+$/.test(iCalUId)
  if (!isGlobalId) return iCalUId
  const data = iCalUId.slice(dataAt)
  if (data.toUpperCase().startsWith(foreignMark)) {
    const uid = textOfHex(data.slice(foreignMark.length)).replace(/\0+$/, '')
    if (uid !== '') return uid
  }
  return `${iCalUId.slice(0, head.length)}00000000${iCalUId.slice(head.length + 8)}`
}

function textOfHex(hex: string): string {
  const pairs = hex.match(/../g) ?? []
  return decodeUtf8(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)))
}
