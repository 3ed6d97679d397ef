import { isDriveFileId, parseFileLink } from '../remote/file-link.ts'
import { isNeutralFile } from '../remote/neutral-file.ts'
import type { EventAttachment } from './calendar-api.ts'

/**
 * Drive ids of the attachments that look like a pair's file, in the event's order; usually none or one. Any
 * guest who may attach can make a file look so: only the file's own content tells whose it is.
 */
export function findPairFileIds(attachments: readonly EventAttachment[]): string[] {
  const ids = attachments
    .filter((one) => isNeutralFile(one.title, one.mimeType))
    .map((one) => driveIdOf(one))
    .filter((id) => id !== null)
  return [...new Set(ids)]
}

/** True when the file is among the attachments, by id or by address. */
export function hasAttachedFile(
  attachments: readonly Pick<EventAttachment, 'fileId' | 'fileUrl'>[],
  fileId: string,
): boolean {
  return attachments.some((one) => driveIdOf(one) === fileId)
}

function driveIdOf(attachment: Pick<EventAttachment, 'fileId' | 'fileUrl'>): string | null {
  const { fileId, fileUrl } = attachment
  return fileId !== null && isDriveFileId(fileId) ? fileId : parseFileLink(fileUrl)
}
