import type { drive_v2 } from '@googleapis/drive'
import { json, type WorldResponse } from '../network/http-message.ts'
import { requireScope } from './api-caller.ts'
import { requireFile, requireWritable } from './drive-access.ts'
import {
  canWrite,
  type DriveFile,
  etagOf,
  headOf,
  md5Of,
  roleOf,
  sha256Of,
  webViewLinkOf,
} from './drive-file.ts'
import {
  type DriveCall,
  driveReadScopes,
  driveWriteScopes,
  mediaResponse,
} from './drive-files-v3.ts'
import { readUpload, textField } from './drive-upload.ts'
import { selectFields } from './fields-mask.ts'
import { ApiError, conditionNotMet } from './google-error.ts'

/** GET /drive/v2/files/{fileId}: unlike v3 it tells an etag, and without `fields` everything. */
export function getFileV2(call: DriveCall, fileId: string): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveReadScopes)
  const file = requireFile(store, token, fileId, request.staleMs)
  if (request.url.searchParams.get('alt') === 'media') {
    return mediaResponse(headOf(file).bytes, file.mimeType)
  }
  if (request.headers['if-none-match'] === etagOf(file)) {
    return { status: 304, headers: { etag: etagOf(file) }, body: '' }
  }
  return fileResponse(call, file)
}

/**
 * PUT /upload/drive/v2/files/{fileId}: new content; with `If-Match` only while the file still has that
 * etag, else 412. A malformed etag is answered 500, as the real one is reported to do.
 */
export function updateFileV2(call: DriveCall, fileId: string): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveWriteScopes)
  const file = requireWritable(store, token, fileId)
  const condition = request.headers['if-match']
  if (condition !== undefined && condition !== '*') {
    if (!/^"[^"]+"$/.test(condition)) throw new ApiError(500, 'internalError', 'Internal Error')
    if (condition !== etagOf(file)) throw conditionNotMet()
  }
  const { metadata, media } = readUpload(request)
  const title = textField(metadata, 'title')
  const renamed =
    title === undefined ? file : store.drive.change(file.id, token.email, { name: title })
  if (media === null) return fileResponse(call, renamed)
  const mimeType = textField(metadata, 'mimeType') ?? media.mimeType
  return fileResponse(call, store.drive.write(file.id, token.email, media.bytes, mimeType))
}

function fileResponse(call: DriveCall, file: DriveFile): WorldResponse {
  const shown = viewFileV2(call, file)
  return json(200, selectFields(call.request.url.searchParams, '*', shown), { etag: etagOf(file) })
}

function viewFileV2({ store, token }: DriveCall, file: DriveFile): drive_v2.Schema$File {
  const head = headOf(file)
  const role = roleOf(file, token.email)
  const isWritable = canWrite(file, token.email)
  const user = (email: string): drive_v2.Schema$User => ({
    kind: 'drive#user',
    displayName: store.people.find(email)?.name ?? email,
    isAuthenticatedUser: email === token.email,
    permissionId: store.drive.permissionIdOf(email),
    emailAddress: email,
  })
  const owner = user(file.ownerEmail)
  const modifier = user(file.modifiedBy)
  return {
    kind: 'drive#file',
    id: file.id,
    etag: etagOf(file),
    selfLink: `https://www.googleapis.com/drive/v2/files/${file.id}`,
    webContentLink: `https://drive.google.com/uc?id=${file.id}&export=download`,
    alternateLink: webViewLinkOf(file),
    title: file.name,
    mimeType: file.mimeType,
    labels: {
      starred: false,
      hidden: false,
      trashed: file.isTrashed,
      restricted: false,
      viewed: true,
    },
    explicitlyTrashed: file.isTrashed,
    createdDate: new Date(file.createdMs).toISOString(),
    modifiedDate: new Date(file.modifiedMs).toISOString(),
    version: String(file.version),
    downloadUrl: `https://www.googleapis.com/drive/v2/files/${file.id}?alt=media&source=downloadUrl`,
    userPermission: {
      kind: 'drive#permission',
      id: 'me',
      role: role === 'commenter' ? 'reader' : (role ?? 'reader'),
      type: 'user',
    },
    originalFilename: file.name,
    md5Checksum: md5Of(head.bytes),
    sha256Checksum: sha256Of(head.bytes),
    fileSize: String(head.bytes.length),
    quotaBytesUsed: String(file.revisions.reduce((sum, each) => sum + each.bytes.length, 0)),
    ownerNames: [owner.displayName ?? ''],
    owners: [owner],
    lastModifyingUserName: modifier.displayName ?? '',
    lastModifyingUser: modifier,
    ownedByMe: role === 'owner',
    capabilities: { canEdit: isWritable, canRename: isWritable, canDownload: true },
    editable: isWritable,
    copyable: true,
    writersCanShare: true,
    shared: file.permissions.length > 1,
    spaces: ['drive'],
    headRevisionId: head.id,
  }
}
