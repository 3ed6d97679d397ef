import type { WorldRequest, WorldResponse } from '../network/http-message.ts'
import { requireToken } from './api-caller.ts'
import { getAboutV3 } from './drive-about.ts'
import { getFileV2, updateFileV2 } from './drive-files-v2.ts'
import {
  createFileV3,
  type DriveCall,
  deleteFileV3,
  getFileV3,
  listFilesV3,
  updateFileV3,
} from './drive-files-v3.ts'
import {
  createPermissionV3,
  getRevisionV3,
  listPermissionsV3,
  listRevisionsV3,
  onePermissionV3,
} from './drive-sharing-v3.ts'
import type { GoogleStore } from './google-store.ts'

type Route = [
  methods: string,
  path: RegExp,
  handle: (call: DriveCall, first: string, second: string) => WorldResponse,
]

const routes: Route[] = [
  ['GET', /^\/drive\/v3\/about$/, getAboutV3],
  ['POST', /^\/(?:upload\/)?drive\/v3\/files$/, createFileV3],
  ['GET', /^\/drive\/v3\/files$/, listFilesV3],
  ['GET', /^\/drive\/v3\/files\/([^/]+)$/, getFileV3],
  ['PATCH', /^\/(?:upload\/)?drive\/v3\/files\/([^/]+)$/, updateFileV3],
  ['DELETE', /^\/drive\/v3\/files\/([^/]+)$/, deleteFileV3],
  ['POST', /^\/drive\/v3\/files\/([^/]+)\/permissions$/, createPermissionV3],
  ['GET', /^\/drive\/v3\/files\/([^/]+)\/permissions$/, listPermissionsV3],
  ['GET PATCH DELETE', /^\/drive\/v3\/files\/([^/]+)\/permissions\/([^/]+)$/, onePermissionV3],
  ['GET', /^\/drive\/v3\/files\/([^/]+)\/revisions$/, listRevisionsV3],
  ['GET', /^\/drive\/v3\/files\/([^/]+)\/revisions\/([^/]+)$/, getRevisionV3],
  ['GET', /^\/drive\/v2\/files\/([^/]+)$/, getFileV2],
  ['PUT', /^\/(?:upload\/)?drive\/v2\/files\/([^/]+)$/, updateFileV2],
]

/** Drive v3 and the part of v2 that v3 lacks. Null for a path that is neither. Throws ApiError. */
export function handleDriveApi(request: WorldRequest, store: GoogleStore): WorldResponse | null {
  for (const [methods, path, handle] of routes) {
    const match = path.exec(request.url.pathname)
    if (match === null || !methods.split(' ').includes(request.method)) continue
    const call = { store, request, token: requireToken(request, store) }
    return handle(call, decodeURIComponent(match[1] ?? ''), decodeURIComponent(match[2] ?? ''))
  }
  return null
}
