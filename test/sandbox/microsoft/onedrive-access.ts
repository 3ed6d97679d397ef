import type { GraphCall } from './graph-call.ts'
import { GraphError, usualGraphError } from './graph-error.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import type { DriveItem, ItemPermission, ItemRole } from './onedrive-item.ts'

/** What a request wants to do with an item. */
export type ItemNeed = 'read' | 'write' | 'share'

/** An item a request may use, and what it may do there. */
export interface ReachedItem {
  item: DriveItem
  role: ItemRole
}

/** How a request came to an item. A link in hand gives access where no permission names the person. */
export interface ItemRoad {
  isByShare: boolean
  link: ItemPermission | null
}

/** The road of `/me/drive` and `/drives/{id}`. */
export const plainRoad: ItemRoad = { isByShare: false, link: null }

const ranks: readonly ItemRole[] = ['read', 'write', 'owner']

/** A permission that reaches an item, and the folder it comes from; null when it is the item's own. */
export interface EffectivePermission {
  permission: ItemPermission
  inheritedFrom: DriveItem | null
}

/** The permissions of an item and of the folders above it. */
export function effectivePermissions(
  store: MicrosoftStore,
  item: DriveItem,
): EffectivePermission[] {
  const inherited = store.files
    .parentsOf(item)
    .flatMap((folder) =>
      folder.permissions.map((permission) => ({ permission, inheritedFrom: folder })),
    )
  return [
    ...item.permissions.map((permission) => ({ permission, inheritedFrom: null })),
    ...inherited,
  ]
}

/** The strongest role of a person on an item; null when they may not even read. */
export function itemRoleOf(store: MicrosoftStore, item: DriveItem, email: string): ItemRole | null {
  if (store.files.ownerOf(item).email === email) return 'owner'
  const roles = effectivePermissions(store, item)
    .map((each) => each.permission)
    .filter((each) => each.email === email || each.redeemedBy.includes(email))
    .map((each) => each.role)
  return [...ranks].reverse().find((rank) => roles.includes(rank)) ?? null
}

/**
 * Checks scopes, tenants and permissions. Throws what Graph would answer: 403 for scopes, 404 or 403 for items
 * out of reach, 403 for a role that is too weak.
 */
export function requireReach(
  call: GraphCall,
  item: DriveItem,
  need: ItemNeed,
  road: ItemRoad = plainRoad,
): ReachedItem {
  const { store, person, token } = call
  const owner = store.files.ownerOf(item)
  const isOwn = owner.email === person.email
  requireFileScope(call, need, isOwn ? item : null)
  if (isOwn) return { item, role: 'owner' }
  const { otherTenantAnswer, uninvitedAnswer, workPartnerScopes } = store.habits.files
  if (owner.tenantId !== person.tenantId) throw outOfReach(otherTenantAnswer)
  const hasAllScope = allScopes[need].some((scope) => token.scopes.has(scope))
  const isLetIn =
    person.isPersonal ||
    hasAllScope ||
    workPartnerScopes === 'own-scopes-enough' ||
    (workPartnerScopes === 'shares-only' && road.isByShare)
  if (!isLetIn) throw accessDenied()
  const role = strongest(itemRoleOf(store, item, person.email), road.link?.role ?? null)
  if (role === null) throw road.isByShare ? accessDenied() : outOfReach(uninvitedAnswer)
  if (need !== 'read' && role === 'read') throw accessDenied()
  return { item, role }
}

const allScopes: Record<ItemNeed, readonly string[]> = {
  read: ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All'],
  write: ['Files.ReadWrite.All', 'Sites.ReadWrite.All'],
  share: ['Files.ReadWrite.All', 'Sites.ReadWrite.All'],
}

/**
 * Throws 403 unless a scope covers files at all. The app-folder scope covers only the token's own folder
 * (`ownItem` and what is below), and sharing there only by habit. Null: somebody else's item.
 */
export function requireFileScope(call: GraphCall, need: ItemNeed, ownItem: DriveItem | null): void {
  const { store, token } = call
  const plain = need === 'read' ? ['Files.Read', 'Files.ReadWrite'] : ['Files.ReadWrite']
  if ([...plain, ...allScopes[need]].some((scope) => token.scopes.has(scope))) return
  const isInAppFolder =
    ownItem !== null &&
    token.scopes.has('Files.ReadWrite.AppFolder') &&
    [ownItem, ...store.files.parentsOf(ownItem)].some((each) => each.appFolderOf === token.clientId)
  const mayShare = need !== 'share' || store.habits.files.appFolderSharing === 'allowed'
  if (!isInAppFolder || !mayShare) throw accessDenied()
}

/** 403 in OneDrive's words. */
export function accessDenied(innerCode: string | null = null): GraphError {
  return new GraphError(
    403,
    'accessDenied',
    'The caller does not have permission to perform the action.',
    innerCode,
  )
}

/** 404 in OneDrive's words. */
export function itemNotFound(): GraphError {
  return usualGraphError(404, 'itemNotFound')
}

function outOfReach(answer: 'itemNotFound' | 'accessDenied'): GraphError {
  return answer === 'itemNotFound' ? itemNotFound() : accessDenied()
}

function strongest(a: ItemRole | null, b: ItemRole | null): ItemRole | null {
  if (a === null) return b
  if (b === null) return a
  return ranks.indexOf(a) >= ranks.indexOf(b) ? a : b
}
