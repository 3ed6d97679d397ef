import { empty, json, type WorldResponse } from '../network/http-message.ts'
import { type GraphCall, graphJsonBody } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import { accessDenied, requireFileScope } from './onedrive-access.ts'
import type { ItemAddress } from './onedrive-address.ts'
import { checkIfMatch, checkName, notModified, requireUnlocked } from './onedrive-content.ts'
import { locateDrive, locateItem } from './onedrive-locate.ts'
import { itemResponse, selectFromItem, viewDrive, viewItem, viewVersion } from './onedrive-view.ts'

/** GET of a drive or an item; 304 when `If-None-Match` names one of its tags. */
export function getDriveOrItem(call: GraphCall, address: ItemAddress): WorldResponse {
  if (address.anchor === 'drive') {
    const owner = locateDrive(call, address)
    if (!call.token.scopes.has('Files.ReadWrite.AppFolder') || owner !== call.person)
      requireFileScope(call, 'read', null)
    if (owner !== call.person) throw accessDenied()
    return json(200, viewDrive(call, owner.email))
  }
  const { item } = locateItem(call, address, 'read')
  return notModified(call, item) ?? itemResponse(call, 200, item)
}

/** PATCH: a new name or description. Moving is not built. `If-Match` counts. */
export function patchItem(call: GraphCall, address: ItemAddress): WorldResponse {
  const { store, person } = call
  const { item } = locateItem(call, address, 'write')
  checkIfMatch(call, item)
  requireUnlocked(item)
  const body = graphJsonBody(call.request)
  if ('parentReference' in body)
    throw new GraphError(501, 'notSupported', 'This world moves no items.')
  const name = textOf(body, 'name')
  const description = textOf(body, 'description')
  if (name !== null) {
    checkName(name)
    const [parent] = store.files.parentsOf(item)
    const other = parent === undefined ? null : store.files.childNamed(parent, name)
    if (other !== null && other.id !== item.id)
      throw new GraphError(409, 'nameAlreadyExists', 'Name already exists')
  }
  const changed = store.files.change(item.id, person.email, {
    ...(name !== null && { name }),
    ...(description !== null && { description }),
  })
  return itemResponse(call, 200, changed)
}

/** DELETE: into the recycle bin. `If-Match` counts. */
export function deleteItem(call: GraphCall, address: ItemAddress): WorldResponse {
  const { item } = locateItem(call, address, 'write')
  checkIfMatch(call, item)
  requireUnlocked(item)
  if (item.parentId === null) throw accessDenied()
  call.store.files.recycle(item.id)
  return empty(204)
}

/** GET …/children: by name, in pages. */
export function listChildren(call: GraphCall, address: ItemAddress): WorldResponse {
  const { store, request } = call
  const { item } = locateItem(call, address, 'read')
  if (item.versions !== null)
    throw new GraphError(400, 'invalidRequest', 'The item is not a folder.')
  const query = request.url.searchParams
  const cap = store.habits.files.childrenPageCap
  const top = Math.min(countOf(query.get('$top'), cap), cap)
  const from = countOf(query.get('$skiptoken'), 0)
  const children = store.files.childrenOf(item)
  const page = children
    .slice(from, from + top)
    .map((child) => selectFromItem(query, viewItem(call, child)))
  const next = new URL(request.url)
  next.searchParams.set('$skiptoken', String(from + top))
  return json(200, {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(driveItem)',
    ...(from + top < children.length && { '@odata.nextLink': next.href }),
    value: page,
  })
}

/** GET …/versions: newest first. */
export function listVersions(call: GraphCall, address: ItemAddress): WorldResponse {
  const { item } = locateItem(call, address, 'read')
  const versions = [...(item.versions ?? [])].reverse()
  return json(200, {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(driveItemVersion)',
    value: versions.map((version) => viewVersion(call.store, version)),
  })
}

function textOf(body: Record<string, unknown>, name: string): string | null {
  const value = body[name]
  if (value === undefined) return null
  if (typeof value === 'string') return value
  throw new GraphError(400, 'invalidRequest', `Invalid value for ${name}.`)
}

function countOf(text: string | null, usual: number): number {
  if (text === null) return usual
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0) return count
  throw new GraphError(400, 'BadRequest', `Invalid count '${text}'.`)
}
