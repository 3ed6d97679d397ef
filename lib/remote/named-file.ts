import { buildDriveUrl, isDriveFileId, parseFileLink } from './file-link.ts'
import { parseOneDriveLink, readOneDriveFileId } from './onedrive-id.ts'

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
  if (driveId !== null) return readFileToken(driveId)
  // Which file it is only OneDrive can tell: until then the link stands for it.
  const link = parseOneDriveLink(text)
  return link === null ? null : { provider: 'onedrive', fileId: link, url: link }
}

/** The link that stands for a file of which no id is known yet; null where one is. */
export function linkOf(file: Pick<NamedFile, 'provider' | 'fileId'>): string | null {
  return file.provider === 'onedrive' ? parseOneDriveLink(file.fileId) : null
}

const oneDriveMark = 'onedrive-'
const oneDrivePrefix = 'od.'

/**
 * A file in the shape an invitation link carries: a Drive id as it is; OneDrive's in the letters a Drive id
 * has, so that the calendar page's own check lets it through. Null where there is no such shape.
 */
export function fileToken(file: Pick<NamedFile, 'provider' | 'fileId'>): string | null {
  const { provider, fileId } = file
  // A link that nobody followed yet is no id.
  if (provider === 'onedrive' && !fileId.startsWith(oneDrivePrefix)) return null
  const token = provider === 'google' ? fileId : fileId.replace(oneDrivePrefix, oneDriveMark)
  return isDriveFileId(token) ? token : null
}

/** The reverse of {@link fileToken}; null for what it never makes. */
export function readFileToken(token: string): NamedFile | null {
  if (!isDriveFileId(token)) return null
  if (!token.startsWith(oneDriveMark)) return nameFile('google', token)
  const fileId = oneDrivePrefix + token.slice(oneDriveMark.length)
  return readOneDriveFileId(fileId) === null ? null : nameFile('onedrive', fileId)
}
