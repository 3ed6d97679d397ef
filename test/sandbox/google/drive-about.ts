import { json, type WorldResponse } from '../network/http-message.ts'
import { requireScope } from './api-caller.ts'
import { type DriveCall, driveReadScopes } from './drive-files-v3.ts'
import { selectFields } from './fields-mask.ts'
import { ApiError } from './google-error.ts'

/** GET /drive/v3/about: whose Drive the token opens. Google answers 400 when `fields` is missing. */
export function getAboutV3({ store, request, token }: DriveCall): WorldResponse {
  requireScope(token, driveReadScopes)
  const query = request.url.searchParams
  if (!query.has('fields')) {
    throw new ApiError(400, 'required', "The 'fields' parameter is required for this method.", {
      location: 'fields',
      locationType: 'parameter',
    })
  }
  const user = {
    kind: 'drive#user',
    displayName: store.people.get(token.email).name,
    me: true,
    permissionId: store.drive.permissionIdOf(token.email),
    emailAddress: token.email,
  }
  return json(200, selectFields(query, '*', { kind: 'drive#about', user }))
}
