import type { WorldResponse } from '../network/http-message.ts'
import type { GraphCall } from './graph-call.ts'
import { usualGraphError } from './graph-error.ts'
import { type ItemAddress, parseItemAddress } from './onedrive-address.ts'
import { getContent, putContent } from './onedrive-content.ts'
import {
  deleteItem,
  getDriveOrItem,
  listChildren,
  listVersions,
  patchItem,
} from './onedrive-items.ts'
import { deletePermission, getPermissions, patchPermission } from './onedrive-permissions.ts'
import { createLink, invite } from './onedrive-sharing.ts'

/** What answers where, by the action at the end of the address. */
const actions: Record<
  string,
  Record<string, (call: GraphCall, address: ItemAddress) => WorldResponse>
> = {
  '': { GET: getDriveOrItem, PATCH: patchItem, DELETE: deleteItem },
  content: { GET: getContent, PUT: putContent },
  children: { GET: listChildren },
  versions: { GET: listVersions },
  invite: { POST: invite },
  createLink: { POST: createLink },
  permissions: { GET: getPermissions, PATCH: patchPermission, DELETE: deletePermission },
}

/** Files on Graph. Null for a path that is not about them. Throws GraphError. */
export function handleOneDrive(call: GraphCall): WorldResponse | null {
  const address = parseItemAddress(call.path)
  const byMethod = address === null ? undefined : actions[address.action]
  if (address === null || byMethod === undefined) return null
  if (address.detail !== '' && address.action !== 'permissions') return null
  const handle = byMethod[call.request.method]
  if (handle === undefined) throw usualGraphError(405)
  return handle(call, address)
}
