import { decodeUtf8, encodeUtf8, fromBase64, toBase64 } from '../base/bytes.ts'

/** Where a file is in OneDrive: a drive and an item in it, both as Graph names them. */
export interface OneDrivePlace {
  driveId: string
  itemId: string
}

/** No file id of Drive's begins so. */
const prefix = 'od.'

/** What Graph's ids are made of; nothing in them changes the meaning of an address. */
const idPattern = /^[A-Za-z0-9!._%-]{1,100}$/

/**
 * One id for a file in OneDrive that says where it is, whoever holds it: letters, digits, `-`, `_` and a dot.
 */
export function toOneDriveFileId({ driveId, itemId }: OneDrivePlace): string {
  return `${prefix}${toBase64Url(`${normaliseDriveId(driveId)}/${itemId}`)}`
}

/** The place in an id of {@link toOneDriveFileId}; null for anything else. */
export function readOneDriveFileId(fileId: string): OneDrivePlace | null {
  if (!fileId.startsWith(prefix) || fileId.length > 300) return null
  const bytes = fromBase64(fileId.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/'))
  const [driveId = '', itemId = '', ...rest] = bytes === null ? [] : decodeUtf8(bytes).split('/')
  const isPlace = idPattern.test(driveId) && idPattern.test(itemId) && rest.length === 0
  // `.` and `..` are steps in an address.
  return isPlace && !/^\.+$/.test(driveId) && !/^\.+$/.test(itemId) ? { driveId, itemId } : null
}

/**
 * One spelling per drive: a private drive's hexadecimal id comes in either case and with or without its
 * leading zeros. https://github.com/OneDrive/onedrive-api-docs/issues/1902 and
 * https://github.com/abraunegg/onedrive/issues/3115
 */
export function normaliseDriveId(driveId: string): string {
  return /^[0-9A-Fa-f]{1,16}$/.test(driveId) ? driveId.toLowerCase().padStart(16, '0') : driveId
}

/** Hosts of links to files in OneDrive. */
const linkHosts =
  /^(?:[a-z0-9-]+\.sharepoint\.com|1drv\.ms|onedrive\.live\.com|my\.microsoftpersonalcontent\.com)$/

/** A link to a file in OneDrive in what a person pasted, in one spelling; null for everything else. */
export function parseOneDriveLink(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.length > 2000 || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  // User names in an address serve only to disguise it.
  const isPlain = url.protocol === 'https:' && url.username === '' && url.port === ''
  const isFile = url.pathname !== '/' || url.search !== ''
  return isPlain && isFile && linkHosts.test(url.hostname) ? url.href : null
}

/** A link as `/shares/{id}` takes it. https://learn.microsoft.com/graph/api/shares-get#encoding-sharing-urls */
export function toShareId(link: string): string {
  return `u!${toBase64Url(link)}`
}

function toBase64Url(text: string): string {
  return toBase64(encodeUtf8(text)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
