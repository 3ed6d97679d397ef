import type { drive_v2, drive_v3 } from '@googleapis/drive'
import { z } from '../base/zod.ts'
import type { FileDescription } from './file-home.ts'
import { buildDriveUrl } from './file-link.ts'
import { parseJson } from './json-body.ts'

const text = z.catch(z.string(), '')
const flag = z.catch(z.boolean(), false)
const pageToken = z.catch(z.nullable(z.string().check(z.minLength(1))), null)

/** Fields asked of Drive v3 for a {@link FileDescription}. */
export const describeFields =
  'id,name,mimeType,createdTime,webViewLink,ownedByMe,trashed,capabilities(canEdit)'

const fileSchema = z.object({
  id: z.string(),
  name: text,
  mimeType: text,
  createdTime: text,
  webViewLink: text,
  ownedByMe: flag,
  trashed: flag,
  capabilities: z.catch(z.object({ canEdit: flag }), { canEdit: false }),
}) satisfies z.ZodMiniType<drive_v3.Schema$File>

const fileListSchema = z.object({
  files: z.array(fileSchema),
  nextPageToken: pageToken,
}) satisfies z.ZodMiniType<drive_v3.Schema$FileList>

/** Fields asked of Drive v2, the only version whose JSON holds the etag that `If-Match` takes. */
export const revisionFields = 'etag,fileSize,sha256Checksum,ownedByMe,labels(trashed)'

/** Fields asked of an upload's answer. */
export const uploadFields = 'etag,sha256Checksum'

const revisionSchema = z.object({
  etag: z.string().check(z.minLength(1), z.maxLength(500)),
  /** A number as text, as Google writes 64-bit integers. */
  fileSize: z.catch(z.string(), '0'),
  /** "If available", says Drive: empty where it is not. */
  sha256Checksum: text,
  ownedByMe: flag,
  labels: z.catch(z.object({ trashed: flag }), { trashed: false }),
}) satisfies z.ZodMiniType<drive_v2.Schema$File>

const permissionSchema = z.object({
  id: text,
  type: text,
  role: text,
  emailAddress: text,
  displayName: text,
  domain: text,
  deleted: flag,
}) satisfies z.ZodMiniType<drive_v3.Schema$Permission>

const permissionListSchema = z.object({
  permissions: z.array(permissionSchema),
  nextPageToken: pageToken,
}) satisfies z.ZodMiniType<drive_v3.Schema$PermissionList>

/** One entry of a file's permissions; absent texts are empty. */
export type Permission = z.infer<typeof permissionSchema>

/** A file of Drive v3 as we describe it; null when the body is not one. `isTrashed` goes beside. */
export function readFile(body: Uint8Array): { file: FileDescription; isTrashed: boolean } | null {
  const parsed = fileSchema.safeParse(parseJson(body))
  return parsed.success ? describe(parsed.data) : null
}

/** One page of files; null when the body is not one. */
export function readFilePage(
  body: Uint8Array,
): { items: FileDescription[]; nextPageToken: string | null } | null {
  const parsed = fileListSchema.safeParse(parseJson(body))
  if (!parsed.success) return null
  const items = parsed.data.files.map((file) => describe(file).file)
  return { items, nextPageToken: parsed.data.nextPageToken }
}

/** One page of permissions; null when the body is not one. */
export function readPermissionPage(
  body: Uint8Array,
): { items: Permission[]; nextPageToken: string | null } | null {
  const parsed = permissionListSchema.safeParse(parseJson(body))
  if (!parsed.success) return null
  return { items: parsed.data.permissions, nextPageToken: parsed.data.nextPageToken }
}

/** Revision facts of Drive v2; null when the body does not hold them. */
export function readRevision(body: Uint8Array): {
  etag: string
  sizeBytes: number
  /** Lower-case hex SHA-256 of the revision's bytes; empty when Drive did not tell. */
  sha256: string
  isMine: boolean
  isTrashed: boolean
} | null {
  const parsed = revisionSchema.safeParse(parseJson(body))
  if (!parsed.success) return null
  const { etag, fileSize, sha256Checksum, ownedByMe, labels } = parsed.data
  return {
    etag,
    sizeBytes: Number(fileSize) || 0,
    sha256: sha256Checksum.toLowerCase(),
    isMine: ownedByMe,
    isTrashed: labels.trashed,
  }
}

function describe(file: z.infer<typeof fileSchema>): { file: FileDescription; isTrashed: boolean } {
  return {
    file: {
      fileId: file.id,
      url: file.webViewLink === '' ? buildDriveUrl(file.id) : file.webViewLink,
      name: file.name,
      mimeType: file.mimeType,
      createdMs: Date.parse(file.createdTime) || 0,
      isMine: file.ownedByMe,
      isWritable: file.capabilities.canEdit,
    },
    isTrashed: file.trashed,
  }
}
