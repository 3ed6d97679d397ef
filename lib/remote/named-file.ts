import { decodeUtf8, encodeUtf8, fromBase64, toBase64 } from '../base/bytes.ts'
import { buildDriveUrl, isDriveFileId, parseFileLink } from './file-link.ts'

/** A file that something names: a link, an attachment, a pick. */
export interface NamedFile {
  provider: 'google' | 'onedrive'
  /** Opaque; see `FileHome`. */
  fileId: string
  /** Address a person can open. */
  url: string
}

/** The file of an id. Only Drive's address follows from its id; OneDrive tells it once it is asked. */
export function nameFile(provider: NamedFile['provider'], fileId: string): NamedFile {
  return { provider, fileId, url: provider === 'google' ? buildDriveUrl(fileId) : '' }
}

/** The file in what a person pasted; null where it is no link to a file we can open. */
export function parseNamedFile(text: string): NamedFile | null {
  const driveId = parseFileLink(text)
  return driveId === null ? null : readFileToken(driveId)
}

const oneDriveMark = 'onedrive-'

/**
 * A file in the shape an invitation link carries: a Drive id as it is; anything else packed into the letters a
 * Drive id has, so that the calendar page's own check lets it through. Null where it would be too long.
 */
export function fileToken(file: Pick<NamedFile, 'provider' | 'fileId'>): string | null {
  const token = file.provider === 'google' ? file.fileId : oneDriveMark + toBase64Url(file.fileId)
  return isDriveFileId(token) ? token : null
}

/** The reverse of {@link fileToken}; null for what it never makes. */
export function readFileToken(token: string): NamedFile | null {
  if (!isDriveFileId(token)) return null
  if (!token.startsWith(oneDriveMark)) return nameFile('google', token)
  const fileId = fromBase64Url(token.slice(oneDriveMark.length))
  return fileId === null || fileId === '' ? null : nameFile('onedrive', fileId)
}

function toBase64Url(text: string): string {
  const base64 = toBase64(encodeUtf8(text))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): string | null {
  const bytes = fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'))
  return bytes === null ? null : decodeUtf8(bytes)
}
