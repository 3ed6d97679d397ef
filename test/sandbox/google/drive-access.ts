import { canWrite, type DriveFile, roleOf } from './drive-file.ts'
import { ApiError, notFound } from './google-error.ts'
import type { GoogleStore } from './google-store.ts'
import type { AccessToken } from './oauth-store.ts'

const auth = 'https://www.googleapis.com/auth/'

/** Scopes that open every file of the person; `drive.file` opens only picked or created ones. */
function opensEverything(token: AccessToken): boolean {
  return ['drive', 'drive.readonly'].some((scope) => token.scopes.has(auth + scope))
}

/** Whether the app behind the token may see a file that the person may read. */
export function isVisible(store: GoogleStore, token: AccessToken, file: DriveFile): boolean {
  if (roleOf(file, token.email) === null) return false
  return opensEverything(token) || store.oauth.hasPickedFile(token.email, token.project, file.id)
}

/**
 * The file for reading. Throws 404 when it is gone, not shared with the person, or not picked in this app
 * (the last may be a 403 `appNotAuthorizedToFile`, by habit).
 */
export function requireFile(
  store: GoogleStore,
  token: AccessToken,
  fileId: string,
  staleMs: number,
): DriveFile {
  const file = store.drive.find(fileId, staleMs)
  if (file === null || roleOf(file, token.email) === null) throw fileNotFound(fileId)
  if (isVisible(store, token, file)) return file
  if (store.habits.drive.unpicked === 'notFound') throw fileNotFound(fileId)
  throw new ApiError(
    403,
    'appNotAuthorizedToFile',
    `The user has not granted the app ${token.project} read access to the file ${fileId}.`,
  )
}

/** The file for writing: {@link requireFile}, and 403 when the person may only read. */
export function requireWritable(store: GoogleStore, token: AccessToken, fileId: string): DriveFile {
  const file = requireFile(store, token, fileId, 0)
  if (!canWrite(file, token.email)) throw insufficient()
  return file
}

/** The file for what only its owner may do. */
export function requireOwned(store: GoogleStore, token: AccessToken, fileId: string): DriveFile {
  const file = requireFile(store, token, fileId, 0)
  if (roleOf(file, token.email) !== 'owner') throw insufficient()
  return file
}

/** 403: the person's role on the file is too weak. */
export function insufficient(): ApiError {
  return new ApiError(
    403,
    'insufficientFilePermissions',
    'The user does not have sufficient permissions for this file.',
  )
}

function fileNotFound(fileId: string): ApiError {
  const error = notFound(`File not found: ${fileId}.`)
  return new ApiError(error.status, error.reason, error.message, {
    location: 'fileId',
    locationType: 'parameter',
  })
}
