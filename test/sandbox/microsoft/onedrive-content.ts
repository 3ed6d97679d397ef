import { empty, type WorldResponse } from '../network/http-message.ts'
import type { GraphCall } from './graph-call.ts'
import { GraphError, usualGraphError } from './graph-error.ts'
import type { ItemAddress } from './onedrive-address.ts'
import { downloadAddress } from './onedrive-download.ts'
import { type DriveItem, itemETag, matchesTag } from './onedrive-item.ts'
import { locateItem, locatePutTarget } from './onedrive-locate.ts'
import { itemResponse } from './onedrive-view.ts'

/** GET …/content: 302 to a pre-authenticated address on another host; 304 when the tag still holds. */
export function getContent(call: GraphCall, address: ItemAddress): WorldResponse {
  const { item } = locateItem(call, address, 'read')
  if (item.versions === null) throw new GraphError(400, 'invalidRequest', 'The item is not a file.')
  const unchanged = notModified(call, item)
  if (unchanged !== null) return unchanged
  const location = downloadAddress(call.store, item, call.person.email)
  return { status: 302, headers: { location }, body: '' }
}

/**
 * PUT …/content: replaces a file, or makes one where a path names none. Conditions count only by habit;
 * `@microsoft.graph.conflictBehavior` counts for paths.
 */
export function putContent(call: GraphCall, address: ItemAddress): WorldResponse {
  const { store, request, person } = call
  const { putContentMaxBytes } = store.habits.files
  if (request.body.length > putContentMaxBytes)
    throw new GraphError(
      413,
      'invalidRequest',
      'The request body is too large; use an upload session.',
    )
  const target = locatePutTarget(call, address)
  if (!('existing' in target)) {
    requireSpace(call, target.folder.driveId)
    checkPutConditions(call, null)
    const name = target.names.at(-1) ?? ''
    checkName(name)
    let folder = target.folder
    for (const each of target.names.slice(0, -1))
      folder = store.files.createFolder(folder, each, person.email)
    return itemResponse(call, 201, makeFile(call, folder, name))
  }
  const { item } = target.existing
  if (item.versions === null)
    throw new GraphError(400, 'invalidRequest', 'Cannot put content onto a folder.')
  const behavior = address.below.length === 0 ? 'replace' : conflictBehaviorOf(call)
  if (behavior === 'fail')
    throw new GraphError(409, 'nameAlreadyExists', 'An item with the same name already exists.')
  requireSpace(call, item.driveId)
  if (behavior === 'rename') {
    const folder = item.parentId === null ? item : store.files.get(item.parentId)
    return itemResponse(call, 201, makeFile(call, folder, freeName(call, folder, item.name)))
  }
  checkPutConditions(call, item)
  requireUnlocked(item)
  return itemResponse(call, 200, store.files.write(item.id, person.email, request.body))
}

/** The 304 of a read whose `If-None-Match` still holds; null when there is something new. */
export function notModified(call: GraphCall, item: DriveItem): WorldResponse | null {
  const condition = call.request.headers['if-none-match']
  const owner = call.store.files.ownerOf(item)
  if (condition === undefined || !matchesTag(condition, item, owner)) return null
  return { ...empty(304), headers: { etag: itemETag(item, owner) } }
}

/** Throws 412 unless the item still has the tag of `If-Match`. For requests where that is documented. */
export function checkIfMatch(call: GraphCall, item: DriveItem): void {
  const condition = call.request.headers['if-match']
  if (condition === undefined) return
  if (!matchesTag(condition, item, call.store.files.ownerOf(item))) throw usualGraphError(412)
}

/** Throws 423 while somebody has the item open exclusively. */
export function requireUnlocked(item: DriveItem): void {
  if (item.isLocked) throw usualGraphError(423, '', 'resourceLocked')
}

/** Throws 400 for a name OneDrive does not take. */
export function checkName(name: string): void {
  if (name === '' || /["*:<>?/\\|]/.test(name) || /^\s|[\s.]$/.test(name) || name.length > 255)
    throw new GraphError(400, 'invalidRequest', 'The provided name cannot be used.')
}

/** Conditions on PUT content; null stands for a file that is not there. */
function checkPutConditions(call: GraphCall, item: DriveItem | null): void {
  const { store, request } = call
  if (store.habits.files.putContentConditions === 'ignored') return
  if (item === null) {
    if (request.headers['if-match'] !== undefined) throw usualGraphError(412)
    return
  }
  checkIfMatch(call, item)
  const none = request.headers['if-none-match']
  if (none !== undefined && matchesTag(none, item, store.files.ownerOf(item)))
    throw usualGraphError(412)
}

function conflictBehaviorOf({ request }: GraphCall): string {
  const behavior = request.url.searchParams.get('@microsoft.graph.conflictBehavior') ?? 'replace'
  if (['fail', 'replace', 'rename'].includes(behavior)) return behavior
  throw new GraphError(400, 'invalidRequest', `Invalid conflictBehavior '${behavior}'.`)
}

function requireSpace({ store, request }: GraphCall, driveId: string): void {
  const quota = store.files.quotas.get(driveId) ?? Number.POSITIVE_INFINITY
  if (store.files.usedBytes(driveId) + request.body.length > quota) throw usualGraphError(507)
}

function makeFile(call: GraphCall, folder: DriveItem, name: string): DriveItem {
  return call.store.files.createFile({
    driveId: folder.driveId,
    parentId: folder.id,
    name,
    bytes: call.request.body,
    by: call.person.email,
  })
}

/** `name 1.md`, `name 2.md`, … whichever is free. */
function freeName(call: GraphCall, folder: DriveItem, name: string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? []
  let count = 1
  while (call.store.files.childNamed(folder, `${stem} ${count}${ending}`) !== null) count += 1
  return `${stem} ${count}${ending}`
}
