import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import {
  accessDenied,
  type ItemNeed,
  type ItemRoad,
  itemNotFound,
  plainRoad,
  type ReachedItem,
  requireFileScope,
  requireReach,
} from './onedrive-access.ts'
import type { ItemAddress } from './onedrive-address.ts'
import type { DriveItem } from './onedrive-item.ts'
import { findShared } from './onedrive-shares.ts'
import type { MicrosoftPerson } from './people.ts'

/** Where a PUT goes: onto an item that is there, or to a free name in a folder. */
export type PutTarget = { existing: ReachedItem } | { folder: DriveItem; names: string[] }

/** The item an address names, for a request that wants to do `need` there. Throws 404, 403. */
export function locateItem(call: GraphCall, address: ItemAddress, need: ItemNeed): ReachedItem {
  const { anchor, road } = locateAnchor(call, address)
  if (address.below.length > 0) requireFileScope(call, need, anchor)
  let item = anchor
  for (const name of address.below) {
    const child = call.store.files.childNamed(item, name)
    if (child === null) throw itemNotFound()
    item = child
  }
  const isRead = call.request.method === 'GET'
  const seen = isRead ? call.store.files.find(item.id, call.request.staleMs) : item
  if (seen === null || seen.isRecycled) throw itemNotFound()
  return requireReach(call, seen, need, road)
}

/** Like {@link locateItem} for PUT content: the last names of a path need not exist yet. */
export function locatePutTarget(call: GraphCall, address: ItemAddress): PutTarget {
  if (address.below.length === 0) return { existing: locateItem(call, address, 'write') }
  const { anchor } = locateAnchor(call, address)
  let folder = anchor
  for (const [index, name] of address.below.entries()) {
    const child = call.store.files.childNamed(folder, name)
    if (child === null) {
      requireReach(call, folder, 'write')
      return { folder, names: address.below.slice(index) }
    }
    folder = child
  }
  return { existing: requireReach(call, folder, 'write') }
}

/** Whose drive an address is in. Throws 404 for an unknown drive and for one that was never set up. */
export function locateDrive(call: GraphCall, address: ItemAddress): MicrosoftPerson {
  const { store, person } = call
  const { start } = address
  const owner =
    start.kind === 'drive'
      ? // A personal drive's id comes in either letter case.
        store.people
          .all()
          .find((each) =>
            each.isPersonal
              ? each.driveId === start.driveId.toLowerCase()
              : each.driveId === start.driveId,
          )
      : person
  if (owner === undefined) throw itemNotFound()
  if (store.files.unprovisioned.has(owner.driveId))
    throw new GraphError(404, 'ResourceNotFound', "User's mysite not found.")
  return owner
}

function locateAnchor(
  call: GraphCall,
  address: ItemAddress,
): { anchor: DriveItem; road: ItemRoad } {
  const { store, token } = call
  if (address.start.kind === 'share') {
    const { item, link } = findShared(call, address.start.shareId)
    return { anchor: item, road: { isByShare: true, link } }
  }
  const owner = locateDrive(call, address)
  if (address.anchor === 'approot') {
    if (owner !== call.person) throw accessDenied()
    // Asking for the folder makes it, so any file scope must be there first.
    if (!token.scopes.has('Files.ReadWrite.AppFolder')) requireFileScope(call, 'read', null)
    const appName = store.entra.app(token.clientId)?.name ?? 'App'
    return { anchor: store.files.appFolder(owner, token.clientId, appName), road: plainRoad }
  }
  if (typeof address.anchor === 'object') {
    const item = store.files.find(address.anchor.itemId)
    if (item === null || item.driveId !== owner.driveId || item.isRecycled) throw itemNotFound()
    return { anchor: item, road: plainRoad }
  }
  return { anchor: store.files.root(owner), road: plainRoad }
}
