import { empty, json, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import { countOf, requireScope } from './api-caller.ts'
import {
  insufficient,
  isVisible,
  requireFile,
  requireOwned,
  requireWritable,
} from './drive-access.ts'
import { type DriveFile, headOf } from './drive-file.ts'
import { parseQuery } from './drive-query.ts'
import { mergeProperties, readUpload, textField } from './drive-upload.ts'
import { usualFileFields, viewFileV3 } from './drive-view-v3.ts'
import { selectFields } from './fields-mask.ts'
import { badBody, invalidParameter } from './google-error.ts'
import type { GoogleStore } from './google-store.ts'
import type { AccessToken } from './oauth-store.ts'

/** Scopes that let a request read files at all. */
export const driveReadScopes = ['drive', 'drive.file', 'drive.readonly']
/** Scopes that let a request change files at all. */
export const driveWriteScopes = ['drive', 'drive.file']

/** What every Drive handler is given. */
export interface DriveCall {
  store: GoogleStore
  request: WorldRequest
  token: AccessToken
}

/** POST /drive/v3/files and /upload/drive/v3/files */
export function createFileV3(call: DriveCall): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveWriteScopes)
  const { metadata, media } = readUpload(request)
  if (metadata.id !== undefined) {
    throw badBody('invalid', 'The provided file ID is not usable.')
  }
  const file = store.drive.create({
    name: textField(metadata, 'name') ?? 'Untitled',
    mimeType: textField(metadata, 'mimeType') ?? media?.mimeType ?? 'application/octet-stream',
    description: textField(metadata, 'description') ?? null,
    bytes: media?.bytes ?? Buffer.alloc(0),
    ownerEmail: token.email,
    properties: mergeProperties({}, metadata.properties),
    appProperties: { [token.project]: mergeProperties({}, metadata.appProperties) },
  })
  store.oauth.pickFile(token.email, token.project, file.id)
  return fileResponse(call, file)
}

/** GET /drive/v3/files/{fileId}, metadata or `alt=media` */
export function getFileV3(call: DriveCall, fileId: string): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveReadScopes)
  const file = requireFile(store, token, fileId, request.staleMs)
  return request.url.searchParams.get('alt') === 'media'
    ? mediaResponse(headOf(file).bytes, file.mimeType)
    : fileResponse(call, file)
}

/** PATCH /drive/v3/files/{fileId} and /upload/drive/v3/files/{fileId}. v3 knows no If-Match: it is ignored. */
export function updateFileV3(call: DriveCall, fileId: string): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveWriteScopes)
  const file = requireWritable(store, token, fileId)
  const { metadata, media } = readUpload(request)
  const changed = changeMetadata(call, file, metadata)
  if (media === null) return fileResponse(call, changed)
  const mimeType = textField(metadata, 'mimeType') ?? media.mimeType
  return fileResponse(call, store.drive.write(file.id, token.email, media.bytes, mimeType))
}

function changeMetadata(
  { store, token }: DriveCall,
  file: DriveFile,
  metadata: Record<string, unknown>,
): DriveFile {
  if (Object.keys(metadata).length === 0) return file
  const isTrashed = metadata.trashed
  if (isTrashed !== undefined && file.ownerEmail !== token.email) throw insufficient()
  const name = textField(metadata, 'name')
  const mimeType = textField(metadata, 'mimeType')
  const own = file.appProperties[token.project] ?? {}
  return store.drive.change(file.id, token.email, {
    ...(name !== undefined && { name }),
    ...(mimeType !== undefined && { mimeType }),
    ...('description' in metadata && { description: textField(metadata, 'description') ?? null }),
    ...(typeof isTrashed === 'boolean' && { isTrashed }),
    properties: mergeProperties(file.properties, metadata.properties),
    appProperties: {
      ...file.appProperties,
      [token.project]: mergeProperties(own, metadata.appProperties),
    },
  })
}

/** GET /drive/v3/files: with `drive.file` only what this app created or the person picked. */
export function listFilesV3(call: DriveCall): WorldResponse {
  const { store, request, token } = call
  requireScope(token, driveReadScopes)
  const query = request.url.searchParams
  const text = query.get('q') ?? ''
  const test = text.trim() === '' ? () => true : parseQuery(text)
  const viewer = { email: token.email, project: token.project }
  const files = store.drive
    .all()
    .flatMap((file) => store.drive.find(file.id, request.staleMs) ?? [])
    .filter((file) => isVisible(store, token, file) && test(file, viewer))
  const sorted = sortFiles(files, query.get('orderBy') ?? '')
  const pageSize = countOf(query, 'pageSize', 100, 1000)
  const start = pageStart(query.get('pageToken'))
  const hasMore = start + pageSize < sorted.length
  return json(
    200,
    selectFields(query, `kind,incompleteSearch,nextPageToken,files(${usualFileFields})`, {
      kind: 'drive#fileList',
      incompleteSearch: false,
      ...(hasMore && { nextPageToken: `~${start + pageSize}` }),
      files: sorted.slice(start, start + pageSize).map((file) => viewFileV3(store, token, file)),
    }),
  )
}

function sortFiles(files: DriveFile[], orderBy: string): DriveFile[] {
  const keys: Record<string, (file: DriveFile) => number | string> = {
    createdTime: (file) => file.createdMs,
    modifiedTime: (file) => file.modifiedMs,
    name: (file) => file.name,
  }
  const orders = orderBy.split(',').flatMap((part) => {
    const [name, direction] = part.trim().split(/\s+/)
    if (name === undefined || name === '') return []
    const key = keys[name]
    if (key === undefined) throw invalidParameter('orderBy', `Invalid Value: ${orderBy}`)
    return [{ key, sign: direction === 'desc' ? -1 : 1 }]
  })
  return files.toSorted((left, right) => {
    for (const { key, sign } of orders) {
      if (key(left) < key(right)) return -sign
      if (key(left) > key(right)) return sign
    }
    return 0
  })
}

function pageStart(pageToken: string | null): number {
  if (pageToken === null) return 0
  const start = Number(/^~(\d+)$/.exec(pageToken)?.[1] ?? Number.NaN)
  if (Number.isNaN(start)) throw invalidParameter('pageToken', 'Invalid Value')
  return start
}

/** DELETE /drive/v3/files/{fileId}: only the owner. */
export function deleteFileV3({ store, token }: DriveCall, fileId: string): WorldResponse {
  requireScope(token, driveWriteScopes)
  const file = requireOwned(store, token, fileId)
  store.drive.remove(file.id)
  return empty(204)
}

function fileResponse({ store, request, token }: DriveCall, file: DriveFile): WorldResponse {
  const query = request.url.searchParams
  return json(200, selectFields(query, usualFileFields, viewFileV3(store, token, file)))
}

/** Content as `alt=media` sends it. */
export function mediaResponse(bytes: Buffer, mimeType: string): WorldResponse {
  return {
    status: 200,
    headers: { 'content-type': mimeType, 'cache-control': 'private, max-age=0, must-revalidate' },
    body: bytes,
  }
}
