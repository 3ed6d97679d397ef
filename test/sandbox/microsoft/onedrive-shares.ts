import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import {
  accessDenied,
  effectivePermissions,
  itemNotFound,
  requireReach,
} from './onedrive-access.ts'
import type { DriveItem, ItemPermission } from './onedrive-item.ts'

/**
 * The address behind a share id (`u!` and unpadded base64url); null when it is none.
 * https://learn.microsoft.com/graph/api/shares-get#encoding-sharing-urls
 */
export function addressOfShareId(shareId: string): string | null {
  if (!/^u![\w-]+$/.test(shareId)) return null
  const text = Buffer.from(shareId.slice(2), 'base64url').toString('utf8')
  return URL.canParse(text) ? text : null
}

/** The share id of an address. */
export function shareIdOf(address: string): string {
  return `u!${Buffer.from(address).toString('base64url')}`
}

/** Where a person sees an item in the browser. Made of names: renaming a work file changes it. */
export function itemWebUrl(store: MicrosoftStore, item: DriveItem): string {
  const owner = store.files.ownerOf(item)
  if (owner.isPersonal)
    return `https://onedrive.live.com/?cid=${owner.driveId}&id=${encodeURIComponent(item.id)}`
  const host = store.people.tenantOf(owner).driveHost
  const folder = owner.signInName.replace(/[@.]/g, '_')
  const names = [item, ...store.files.parentsOf(item)]
    .filter((each) => each.parentId !== null)
    .map((each) => encodeURIComponent(each.name))
    .reverse()
  return [`https://${host}/personal/${folder}/Documents`, ...names].join('/')
}

/**
 * The item behind a share id, and the link when the address is one. A link is opened for good by
 * `Prefer: redeemSharingLink`, for this request by `redeemSharingLinkIfNecessary`; a link for the organization
 * opens nothing without either. Throws 400 for an id that is none, 404 for an unknown address, 403.
 */
export function findShared(
  call: GraphCall,
  shareId: string,
): { item: DriveItem; link: ItemPermission | null } {
  const { store, person, request } = call
  const address = addressOfShareId(shareId)
  if (address === null)
    throw new GraphError(400, 'invalidRequest', 'The sharing link is not valid.')
  for (const item of store.files.all()) {
    if (item.isRecycled) continue
    if (isSameAddress(itemWebUrl(store, item), address)) return { item, link: null }
    const own = item.permissions.find((each) => each.link?.webUrl === address)
    if (own === undefined || own.link === null) continue
    const owner = store.files.ownerOf(item)
    if (own.link.scope === 'users' || own.redeemedBy.includes(person.email))
      return { item, link: null }
    const preference = (request.headers.prefer ?? '').toLowerCase()
    const isRedeemed = preference.includes('redeemsharinglink')
    if (own.link.scope === 'organization') {
      if (owner.tenantId !== person.tenantId || !isRedeemed) throw accessDenied()
    }
    if (/redeemsharinglink(?!ifnecessary)/.test(preference)) {
      // Redeeming is a right of its own: scopes and tenants are asked before anything is kept.
      requireReach(call, item, 'read', { isByShare: true, link: own })
      if (owner !== person) store.files.redeemLink(item.id, own.id, person.email)
    }
    return { item: store.files.get(item.id), link: own }
  }
  throw itemNotFound()
}

/** Whether the item can be reached by anybody's link; for the `shared` facet. */
export function sharedScopeOf(
  store: MicrosoftStore,
  item: DriveItem,
): 'anonymous' | 'organization' | 'users' | null {
  const permissions = effectivePermissions(store, item).map((each) => each.permission)
  if (permissions.length === 0) return null
  const scopes = permissions.map((each) => each.link?.scope)
  if (scopes.includes('anonymous')) return 'anonymous'
  return scopes.includes('organization') ? 'organization' : 'users'
}

/** Whether two addresses differ in nothing but how the browser shows the file. */
function isSameAddress(first: string, second: string): boolean {
  const [a, b] = [first, second].map((address) => {
    const url = new URL(address)
    for (const name of ['web', 'e', 'csf']) url.searchParams.delete(name)
    return url.href
  })
  return a === b
}
