import type { drive_v3 } from '@googleapis/drive'
import {
  canWrite,
  type DriveFile,
  type DrivePermission,
  type DriveRevision,
  headOf,
  md5Of,
  roleOf,
  webViewLinkOf,
} from './drive-file.ts'
import type { GoogleStore } from './google-store.ts'
import type { AccessToken } from './oauth-store.ts'

/** What Google sends for a file when no `fields` are asked for. */
export const usualFileFields = 'kind,id,name,mimeType'

/** A file as Drive v3 shows it to the person and app behind `token`. There is no etag in v3. */
export function viewFileV3(
  store: GoogleStore,
  token: AccessToken,
  file: DriveFile,
): drive_v3.Schema$File {
  const head = headOf(file)
  const role = roleOf(file, token.email)
  const isOwner = role === 'owner'
  const isWritable = canWrite(file, token.email)
  const sharedMs = file.sharedMs[token.email]
  return {
    kind: 'drive#file',
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    ...(file.description !== null && { description: file.description }),
    starred: false,
    trashed: file.isTrashed,
    explicitlyTrashed: file.isTrashed,
    ...(isOwner && { parents: [`0A${store.drive.permissionIdOf(file.ownerEmail).slice(0, 17)}`] }),
    ...(Object.keys(file.properties).length > 0 && { properties: file.properties }),
    ...(file.appProperties[token.project] !== undefined && {
      appProperties: file.appProperties[token.project] ?? {},
    }),
    spaces: ['drive'],
    version: String(file.version),
    webContentLink: `https://drive.google.com/uc?id=${file.id}&export=download`,
    webViewLink: webViewLinkOf(file),
    iconLink: `https://drive-thirdparty.googleusercontent.com/16/type/${file.mimeType}`,
    hasThumbnail: false,
    createdTime: new Date(file.createdMs).toISOString(),
    modifiedTime: new Date(file.modifiedMs).toISOString(),
    modifiedByMe: file.revisions.some((revision) => revision.modifiedBy === token.email),
    ...(sharedMs !== undefined && { sharedWithMeTime: new Date(sharedMs).toISOString() }),
    owners: [viewUser(store, token, file.ownerEmail)],
    lastModifyingUser: viewUser(store, token, file.modifiedBy),
    ownedByMe: isOwner,
    shared: file.permissions.length > 1,
    isAppAuthorized: store.oauth.hasPickedFile(token.email, token.project, file.id),
    capabilities: {
      canEdit: isWritable,
      canModifyContent: isWritable,
      canRename: isWritable,
      canShare: isWritable,
      canDownload: true,
      canComment: role !== 'reader',
      canReadRevisions: isWritable,
      canDelete: isOwner,
      canTrash: isOwner,
    },
    viewersCanCopyContent: true,
    copyRequiresWriterPermission: false,
    writersCanShare: true,
    ...(isWritable && {
      permissions: file.permissions.map((permission) => viewPermissionV3(store, permission)),
      permissionIds: file.permissions.map((permission) => permission.id),
    }),
    originalFilename: file.name,
    md5Checksum: md5Of(head.bytes),
    size: String(head.bytes.length),
    quotaBytesUsed: String(file.revisions.reduce((sum, each) => sum + each.bytes.length, 0)),
    headRevisionId: head.id,
  }
}

/** A person as files name them. */
export function viewUser(
  store: GoogleStore,
  token: AccessToken,
  email: string,
): drive_v3.Schema$User {
  return {
    kind: 'drive#user',
    displayName: store.people.find(email)?.name ?? email,
    me: email === token.email,
    permissionId: store.drive.permissionIdOf(email),
    emailAddress: email,
  }
}

/** A permission as Drive v3 shows it. */
export function viewPermissionV3(
  store: GoogleStore,
  permission: DrivePermission,
): drive_v3.Schema$Permission {
  const common = {
    kind: 'drive#permission',
    id: permission.id,
    type: permission.type,
    role: permission.role,
  }
  if (permission.type === 'anyone') return { ...common, allowFileDiscovery: false }
  return {
    ...common,
    emailAddress: permission.email,
    displayName: store.people.find(permission.email)?.name ?? permission.email,
    deleted: false,
    pendingOwner: false,
  }
}

/** A revision as Drive v3 shows it. */
export function viewRevisionV3(
  store: GoogleStore,
  token: AccessToken,
  file: DriveFile,
  revision: DriveRevision,
): drive_v3.Schema$Revision {
  return {
    kind: 'drive#revision',
    id: revision.id,
    mimeType: revision.mimeType,
    modifiedTime: new Date(revision.modifiedMs).toISOString(),
    keepForever: revision.keepForever,
    published: false,
    lastModifyingUser: viewUser(store, token, revision.modifiedBy),
    originalFilename: file.name,
    md5Checksum: md5Of(revision.bytes),
    size: String(revision.bytes.length),
  }
}
