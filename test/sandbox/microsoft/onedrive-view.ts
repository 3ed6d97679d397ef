import { createHash } from 'node:crypto'
import { json, type WorldResponse } from '../network/http-message.ts'
import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { downloadAddress } from './onedrive-download.ts'
import {
  contentTypeOf,
  type DriveItem,
  headVersionOf,
  type ItemVersion,
  itemCTag,
  itemETag,
} from './onedrive-item.ts'
import { itemWebUrl, sharedScopeOf } from './onedrive-shares.ts'

const context = 'https://graph.microsoft.com/v1.0/$metadata#'

/** The annotation with a pre-authenticated address. */
export const downloadUrlProperty = '@microsoft.graph.downloadUrl'

/** Names `$select` may hold, beside those an item has at the moment. */
const itemProperties: ReadonlySet<string> = new Set(
  'audio,bundle,cTag,children,content,createdBy,createdDateTime,deleted,description,eTag,file,fileSystemInfo,folder,id,image,lastModifiedBy,lastModifiedDateTime,location,malware,name,package,parentReference,pendingOperations,permissions,photo,publication,remoteItem,root,searchResult,shared,sharepointIds,size,specialFolder,versions,video,webDavUrl,webUrl'.split(
    ',',
  ),
)

/** A person as files name them: with the id and name, and an address only by habit. */
export function viewIdentity(store: MicrosoftStore, email: string): Record<string, string> {
  const person = store.people.find(email)
  if (person === null) return { displayName: email }
  return {
    ...(store.habits.files.doIdentitiesTellEmail && { email: person.email }),
    id: person.graphId,
    displayName: person.name,
  }
}

/** An item as Graph shows it to the person behind `call`. */
export function viewItem(call: GraphCall, item: DriveItem): Record<string, unknown> {
  const { store, person } = call
  const owner = store.files.ownerOf(item)
  const isOwn = owner.email === person.email
  const [parent] = store.files.parentsOf(item)
  const scope = sharedScopeOf(store, item)
  const times = {
    createdDateTime: graphTime(item.createdMs),
    lastModifiedDateTime: graphTime(item.modifiedMs),
  }
  return {
    ...(item.versions !== null && {
      [downloadUrlProperty]: downloadAddress(store, item, person.email),
    }),
    ...times,
    id: item.id,
    name: item.name,
    ...(item.description !== null && { description: item.description }),
    eTag: itemETag(item, owner),
    cTag: itemCTag(item, owner),
    size: sizeOf(store, item),
    webUrl: itemWebUrl(store, item),
    createdBy: { user: viewIdentity(store, item.createdBy) },
    lastModifiedBy: { user: viewIdentity(store, item.modifiedBy) },
    parentReference: {
      driveType: owner.isPersonal ? 'personal' : 'business',
      driveId: item.driveId,
      ...(parent !== undefined && { id: parent.id }),
      ...(parent !== undefined && isOwn && { path: pathOf(store, parent), name: parent.name }),
    },
    fileSystemInfo: times,
    ...(item.parentId === null && { root: {} }),
    ...(item.versions === null
      ? { folder: { childCount: store.files.childrenOf(item).length } }
      : { file: viewFile(item, owner.isPersonal) }),
    ...(item.appFolderOf !== null && { specialFolder: { name: 'approot' } }),
    ...(scope !== null && {
      shared: { scope, ...(!isOwn && { owner: { user: viewIdentity(store, owner.email) } }) },
    }),
  }
}

/** The answer that shows one item, with `$select` applied and the eTag as a header too. */
export function itemResponse(call: GraphCall, status: number, item: DriveItem): WorldResponse {
  const shown = { '@odata.context': `${context}items/$entity`, ...viewItem(call, item) }
  const selected = selectFromItem(call.request.url.searchParams, shown)
  return json(status, selected, { etag: itemETag(item, call.store.files.ownerOf(item)) })
}

/**
 * `$select` on an item. Other than OData's own annotations, the download address is among what must be asked
 * for, as `@microsoft.graph.downloadUrl` or `content.downloadUrl`. Unknown names are a 400.
 */
export function selectFromItem(
  query: URLSearchParams,
  item: Record<string, unknown>,
): Record<string, unknown> {
  const text = query.get('$select')
  if (text === null) return item
  const wanted = text
    .split(',')
    .map((name) => name.trim())
    .map((name) => (name === 'content.downloadUrl' ? downloadUrlProperty : name))
  for (const name of wanted) {
    if (itemProperties.has(name) || name === downloadUrlProperty) continue
    throw new GraphError(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.driveItem'.`,
    )
  }
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => name.startsWith('@odata.') || wanted.includes(name)),
  )
}

/** A version as Graph lists it. */
export function viewVersion(store: MicrosoftStore, version: ItemVersion): Record<string, unknown> {
  return {
    id: version.id,
    lastModifiedDateTime: graphTime(version.modifiedMs),
    size: version.bytes.length,
    lastModifiedBy: { user: viewIdentity(store, version.modifiedBy) },
  }
}

/** The drive of the person behind `call`, or one they may know of. */
export function viewDrive(call: GraphCall, ownerEmail: string): Record<string, unknown> {
  const { store } = call
  const owner = store.people.get(ownerEmail)
  const total = store.files.quotas.get(owner.driveId) ?? 1_099_511_627_776
  const used = store.files.usedBytes(owner.driveId)
  const host = store.people.tenantOf(owner).driveHost
  return {
    '@odata.context': `${context}drives/$entity`,
    id: owner.driveId,
    driveType: owner.isPersonal ? 'personal' : 'business',
    name: 'OneDrive',
    webUrl: owner.isPersonal
      ? 'https://onedrive.live.com'
      : `https://${host}/personal/${owner.signInName.replace(/[@.]/g, '_')}/Documents`,
    owner: { user: viewIdentity(store, owner.email) },
    quota: {
      total,
      used,
      remaining: Math.max(0, total - used),
      deleted: 0,
      state: used >= total ? 'exceeded' : 'normal',
    },
  }
}

/** A time in Graph's form. */
export function graphTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.000Z$/, 'Z')
}

function viewFile(item: DriveItem, isPersonal: boolean): Record<string, unknown> {
  const { bytes } = headVersionOf(item)
  const hash = (name: string) => createHash(name).update(bytes).digest('hex').toUpperCase()
  // Work drives tell only a quickXorHash, which nobody here needs.
  return {
    mimeType: contentTypeOf(item.name),
    ...(isPersonal && { hashes: { sha1Hash: hash('sha1'), sha256Hash: hash('sha256') } }),
  }
}

function sizeOf(store: MicrosoftStore, item: DriveItem): number {
  if (item.versions !== null) return headVersionOf(item).bytes.length
  return store.files.childrenOf(item).reduce((sum, child) => sum + sizeOf(store, child), 0)
}

function pathOf(store: MicrosoftStore, folder: DriveItem): string {
  const names = [folder, ...store.files.parentsOf(folder)]
    .filter((each) => each.parentId !== null)
    .map((each) => encodeURIComponent(each.name))
    .reverse()
  return ['/drive/root:', ...names].join('/')
}
