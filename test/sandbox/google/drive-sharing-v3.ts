import { empty, json, type WorldResponse } from '../network/http-message.ts'
import { booleanOf, jsonBody, requireScope } from './api-caller.ts'
import { requireFile, requireWritable } from './drive-access.ts'
import type { DriveFile, DrivePermission } from './drive-file.ts'
import {
  type DriveCall,
  driveReadScopes,
  driveWriteScopes,
  mediaResponse,
} from './drive-files-v3.ts'
import { textField } from './drive-upload.ts'
import { viewPermissionV3, viewRevisionV3 } from './drive-view-v3.ts'
import { selectFields } from './fields-mask.ts'
import { ApiError, badBody, notFound } from './google-error.ts'

const usualPermissionFields = 'kind,id,type,role'
const usualRevisionFields = 'kind,id,mimeType,modifiedTime'
const grantableRoles = ['writer', 'commenter', 'reader'] as const

/** POST /drive/v3/files/{fileId}/permissions */
export function createPermissionV3(call: DriveCall, fileId: string): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveWriteScopes)
  const file = requireWritable(store, token, fileId)
  const body = jsonBody(request.body)
  const type = textField(body, 'type')
  const role = grantableRoles.find((each) => each === textField(body, 'role'))
  if (type === undefined) throw badBody('required', 'The permission type field is required.')
  if (role === undefined) throw badBody('required', 'The permission role field is required.')
  if (type === 'anyone') {
    const permission = store.drive.shareByLink(file.id, role === 'writer' ? 'writer' : 'reader')
    return permissionResponse(call, permission)
  }
  if (type !== 'user') throw badBody('invalid', `This world has no ${type} permissions.`)
  const email = textField(body, 'emailAddress')?.toLowerCase()
  if (email === undefined || !/^[^@\s]+@[^@\s]+$/.test(email)) {
    throw badBody('invalid', 'The specified emailAddress is invalid or not applicable.')
  }
  const isNotified = booleanOf(request.url.searchParams, 'sendNotificationEmail', true)
  refuseRecipient(call, email, isNotified)
  const permission = store.drive.share(file.id, email, strongest(file, email, role))
  if (isNotified) {
    store.mails.push({ to: email, from: token.email, about: `shared ${file.name}` })
  }
  return permissionResponse(call, permission)
}

function refuseRecipient({ store }: DriveCall, email: string, isNotified: boolean): void {
  if (store.habits.drive.refusedRecipients.some((ending) => email.endsWith(ending))) {
    throw new ApiError(
      403,
      'publishOutNotPermitted',
      'The administrator of this domain does not allow sharing this item with that person.',
    )
  }
  if (store.people.find(email) === null && !isNotified) {
    throw new ApiError(
      400,
      'invalidSharingRequest',
      'Bad Request. User message: "There is no Google account with this address, so it must be notified."',
    )
  }
}

/** Sharing again never takes rights away. */
function strongest(
  file: DriveFile,
  email: string,
  role: DrivePermission['role'],
): DrivePermission['role'] {
  const order = ['reader', 'commenter', 'writer', 'owner']
  const known = file.permissions.find((permission) => permission.email === email)?.role
  return known !== undefined && order.indexOf(known) > order.indexOf(role) ? known : role
}

/** GET /drive/v3/files/{fileId}/permissions */
export function listPermissionsV3(call: DriveCall, fileId: string): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveReadScopes)
  requireFile(store, token, fileId, request.staleMs)
  const file = requireWritable(store, token, fileId)
  const permissions = file.permissions.map((each) => viewPermissionV3(store, each))
  const usual = `kind,permissions(${usualPermissionFields})`
  const list = { kind: 'drive#permissionList', permissions }
  return json(200, selectFields(request.url.searchParams, usual, list))
}

/** GET, PATCH and DELETE /drive/v3/files/{fileId}/permissions/{permissionId} */
export function onePermissionV3(
  call: DriveCall,
  fileId: string,
  permissionId: string,
): WorldResponse {
  const { store, request, token } = call
  requireScope(token, request.method === 'GET' ? driveReadScopes : driveWriteScopes)
  const file = requireWritable(store, token, fileId)
  const permission = file.permissions.find((each) => each.id === permissionId)
  if (permission === undefined) throw notFound(`Permission not found: ${permissionId}.`)
  if (request.method === 'GET') return permissionResponse(call, permission)
  if (permission.role === 'owner') {
    throw new ApiError(403, 'cannotDeletePermission', 'The owner of a file cannot be removed.')
  }
  if (request.method === 'DELETE') {
    store.drive.unshare(file.id, permission.id)
    return empty(204)
  }
  const role = grantableRoles.find((each) => each === textField(jsonBody(request.body), 'role'))
  if (role === undefined) throw badBody('required', 'The permission role field is required.')
  return permissionResponse(call, store.drive.share(file.id, permission.email, role))
}

function permissionResponse(
  { store, request }: DriveCall,
  permission: DrivePermission,
): WorldResponse {
  const shown = viewPermissionV3(store, permission)
  return json(200, selectFields(request.url.searchParams, usualPermissionFields, shown))
}

/** GET /drive/v3/files/{fileId}/revisions */
export function listRevisionsV3(call: DriveCall, fileId: string): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveReadScopes)
  const file = requireFile(store, token, fileId, request.staleMs)
  const revisions = file.revisions.map((each) => viewRevisionV3(store, token, file, each))
  const usual = `kind,revisions(${usualRevisionFields})`
  const list = { kind: 'drive#revisionList', revisions }
  return json(200, selectFields(request.url.searchParams, usual, list))
}

/** GET /drive/v3/files/{fileId}/revisions/{revisionId}, metadata or `alt=media` */
export function getRevisionV3(call: DriveCall, fileId: string, revisionId: string): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveReadScopes)
  const file = requireFile(store, token, fileId, request.staleMs)
  const revision = file.revisions.find((each) => each.id === revisionId)
  if (revision === undefined) throw notFound(`Revision not found: ${revisionId}.`)
  const query = request.url.searchParams
  if (query.get('alt') === 'media') return mediaResponse(revision.bytes, revision.mimeType)
  const shown = viewRevisionV3(store, token, file, revision)
  return json(200, selectFields(query, usualRevisionFields, shown))
}
