import type { DriveItem, Permission } from '@microsoft/microsoft-graph-types'
import { z } from '../base/zod.ts'
import type { FileDescription } from './file-home.ts'
import { type OneDrivePlace, toOneDriveFileId } from './onedrive-id.ts'

const text = z.catch(z.string(), '')
const nullableText = z.catch(z.nullable(z.string()), null)

/**
 * A file as Graph describes it. Only what says which revision of which file it is must be there; asked for
 * without `$select`, because the download address can be selected in different ways only.
 */
export const driveItemSchema = z.object({
  id: z.string().check(z.minLength(1)),
  eTag: z.string().check(z.minLength(1), z.maxLength(500)),
  name: text,
  size: z.catch(z.number(), 0),
  webUrl: text,
  createdDateTime: text,
  parentReference: z.object({ driveId: z.string().check(z.minLength(1)) }),
  file: z.catch(z.object({ mimeType: text }), { mimeType: '' }),
  deleted: z.catch(z.nullable(z.object({})), null),
  /** Carries its own permission for some minutes; absent where there is nothing to download. */
  '@microsoft.graph.downloadUrl': nullableText,
}) satisfies z.ZodMiniType<DriveItem>

/** See {@link driveItemSchema}. */
export type FileItem = z.infer<typeof driveItemSchema>

const identitySchema = z.object({
  id: text,
  displayName: text,
  /** Not in Graph's schema and always there: the account's address. */
  email: text,
  /** SharePoint's own name of an account or group; ends in the address. */
  loginName: text,
})
const nullableIdentity = z.catch(z.nullable(identitySchema), null)
const identitySetSchema = z.object({
  user: nullableIdentity,
  siteUser: nullableIdentity,
  group: nullableIdentity,
  siteGroup: nullableIdentity,
  application: nullableIdentity,
})
const emptySet = { user: null, siteUser: null, group: null, siteGroup: null, application: null }

/** One entry of a file's permissions; absent texts are empty. */
export const permissionSchema = z.object({
  id: text,
  roles: z.catch(z.array(z.string()), []),
  grantedToV2: z.catch(identitySetSchema, emptySet),
  grantedToIdentitiesV2: z.catch(z.array(identitySetSchema), []),
  link: z.catch(z.nullable(z.object({ scope: text })), null),
  invitation: z.catch(z.nullable(z.object({ email: text })), null),
  inheritedFrom: z.catch(z.nullable(z.object({})), null),
}) satisfies z.ZodMiniType<Pick<Permission, 'id' | 'roles' | 'link' | 'invitation'>>

/** See {@link permissionSchema}. */
export type FilePermission = z.infer<typeof permissionSchema>
/** People and groups of one grant. */
export type FileIdentitySet = z.infer<typeof identitySetSchema>

/** Where an item is. */
export function placeOf(item: FileItem): OneDrivePlace {
  return { driveId: item.parentReference.driveId, itemId: item.id }
}

/** An item as we describe files. */
export function describeItem(
  item: FileItem,
  known: { isMine: boolean; isWritable: boolean },
): FileDescription {
  return {
    fileId: toOneDriveFileId(placeOf(item)),
    url: item.webUrl,
    name: item.name,
    mimeType: item.file.mimeType,
    createdMs: Date.parse(item.createdDateTime) || 0,
    ...known,
  }
}
