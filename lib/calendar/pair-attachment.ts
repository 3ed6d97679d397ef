import { isDriveFileId, parseFileLink } from '../remote/file-link.ts'
import { type NamedFile, nameFile } from '../remote/named-file.ts'
import { isNeutralFile } from '../remote/neutral-file.ts'
import { readOneDriveFileId } from '../remote/onedrive-id.ts'
import type { EventAttachment } from './calendar-api.ts'

/**
 * The attachments that look like a pair's file, at whatever provider, in the event's order; usually none or
 * one. Any guest who may attach can make a file look so: only the file's own content tells whose it is.
 */
export function findPairFiles(attachments: readonly EventAttachment[]): NamedFile[] {
  const files = attachments
    .filter((one) => isNeutralFile(one.title, one.mimeType))
    .map(fileOf)
    .filter((one) => one !== null)
  return [...new Map(files.map((one) => [`${one.provider} ${one.fileId}`, one])).values()]
}

/** True when the file is among the attachments, by id or by address. */
export function hasAttachedFile(
  attachments: readonly Pick<EventAttachment, 'fileId' | 'fileUrl'>[],
  fileId: string,
): boolean {
  return attachments.some((one) => fileOf(one)?.fileId === fileId)
}

function fileOf({
  fileId,
  fileUrl,
}: Pick<EventAttachment, 'fileId' | 'fileUrl'>): NamedFile | null {
  if (fileId !== null && readOneDriveFileId(fileId) !== null) {
    return { provider: 'onedrive', fileId, url: fileUrl }
  }
  const driveId = fileId !== null && isDriveFileId(fileId) ? fileId : parseFileLink(fileUrl)
  return driveId === null ? null : nameFile('google', driveId)
}
