import { decodeUtf8, encodeUtf8 } from '../base/bytes.ts'
import { z } from '../base/zod.ts'
import { isDriveFileId } from '../remote/file-link.ts'
import { type NamedFile, nameFile } from '../remote/named-file.ts'
import { parseOneDriveLink, readOneDriveFileId } from '../remote/onedrive-id.ts'

/**
 * How a pointer looks on an event: a small file that says where a pair's file is. Everybody who is invited
 * sees its name and may read it. It holds no secret: the file lets in only whom its owner let in.
 */
export const pointerFile = { name: '1-on-1.json', mimeType: 'application/json' } as const

/** No pointer is larger. */
export const pointerBytes = 10_000

const version = 1

const pointerSchema = z.object({
  version: z.literal(version),
  provider: z.enum(['google', 'onedrive']),
  fileId: z.string().check(z.maxLength(300)),
  url: z.string().check(z.maxLength(2000)),
})

/** The bytes of a pointer to a file. */
export function writePointer({ provider, fileId, url }: NamedFile): Uint8Array {
  return encodeUtf8(`${JSON.stringify({ version, provider, fileId, url })}\n`)
}

/**
 * The file a pointer names. Anybody invited may have written it: null for anything but an id and an address of
 * the provider it names.
 */
export function readPointer(bytes: Uint8Array): NamedFile | null {
  if (bytes.length > pointerBytes) return null
  const parsed = pointerSchema.safeParse(parseText(decodeUtf8(bytes)))
  if (!parsed.success) return null
  const { provider, fileId, url } = parsed.data
  if (provider === 'google') return isDriveFileId(fileId) ? nameFile(provider, fileId) : null
  const link = parseOneDriveLink(url)
  return readOneDriveFileId(fileId) === null || link === null
    ? null
    : { provider, fileId, url: link }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
