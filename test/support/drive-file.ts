import { encodeUtf8 } from '../../lib/base/bytes.ts'
import type { GoogleSide } from './google-stage.ts'

const signal = new AbortController().signal

/** The pair that {@link createDriveFile} makes a file for. */
export const pairId = '0123456789abcdef0123456789abcdef'

/** What {@link createDriveFile} puts into it. */
export const bytes = encodeUtf8('# 1-on-1\n余白\n')

/** A file of the pair in somebody's Drive, by its id. */
export async function createDriveFile(side: GoogleSide, content = bytes): Promise<string> {
  const created = await side.drive.create(pairId, content, signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  return created.file.fileId
}

/** The revision as `read` gives it. */
export async function etagOf(side: GoogleSide, fileId: string): Promise<string> {
  const read = await side.drive.open(fileId).read(null, signal)
  if (read.kind !== 'content') throw new Error(read.kind)
  return read.etag
}
