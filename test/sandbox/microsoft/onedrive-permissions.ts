import { empty, json, type WorldResponse } from '../network/http-message.ts'
import { type GraphCall, graphJsonBody } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import {
  accessDenied,
  type EffectivePermission,
  effectivePermissions,
  itemNotFound,
} from './onedrive-access.ts'
import type { ItemAddress } from './onedrive-address.ts'
import { checkIfMatch } from './onedrive-content.ts'
import type { DriveItem, ItemPermission, ItemRole } from './onedrive-item.ts'
import { locateItem } from './onedrive-locate.ts'
import { shareIdOf } from './onedrive-shares.ts'
import { viewIdentity } from './onedrive-view.ts'

/**
 * GET …/permissions[/id]: the owner sees all, inherited ones too; others only what concerns themselves.
 * https://learn.microsoft.com/graph/api/driveitem-list-permissions
 */
export function getPermissions(call: GraphCall, address: ItemAddress): WorldResponse {
  const { item, role } = locateItem(call, address, 'read')
  const visible = visiblePermissions(call, item, role)
  if (address.detail !== '') {
    const found = visible.find(({ permission }) => permission.id === address.detail)
    if (found === undefined) throw itemNotFound()
    return json(200, viewPermission(call, item, found, role))
  }
  return json(200, {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(permission)',
    value: visible.map((each) => viewPermission(call, item, each, role)),
  })
}

/** PATCH …/permissions/{id}: another role. `If-Match` counts. */
export function patchPermission(call: GraphCall, address: ItemAddress): WorldResponse {
  const { item, role, found } = locatePermission(call, address)
  checkIfMatch(call, item)
  const { roles } = graphJsonBody(call.request)
  const given = Array.isArray(roles) ? (roles as unknown[])[0] : undefined
  if (given !== 'read' && given !== 'write')
    throw new GraphError(400, 'invalidRequest', 'There is no such role.')
  const { permission } = found
  const changed: ItemPermission = { ...permission, role: given }
  const permissions = item.permissions.map((each) => (each.id === permission.id ? changed : each))
  const after = call.store.files.change(item.id, null, { permissions })
  const shown = { permission: changed, inheritedFrom: null }
  return json(200, viewPermission(call, after, shown, role))
}

/** DELETE …/permissions/{id}: not for inherited ones nor the owner's. `If-Match` counts. */
export function deletePermission(call: GraphCall, address: ItemAddress): WorldResponse {
  const { item, found } = locatePermission(call, address)
  checkIfMatch(call, item)
  call.store.files.unshare(item.id, found.permission.id)
  return empty(204)
}

function locatePermission(call: GraphCall, address: ItemAddress) {
  const { item, role } = locateItem(call, address, 'share')
  const found = visiblePermissions(call, item, role).find(
    ({ permission }) => permission.id === address.detail,
  )
  if (found === undefined) throw itemNotFound()
  if (found.permission.role === 'owner') throw accessDenied()
  if (found.inheritedFrom !== null)
    throw new GraphError(400, 'invalidRequest', 'Inherited permissions cannot be changed here.')
  return { item, role, found }
}

function visiblePermissions(
  call: GraphCall,
  item: DriveItem,
  role: ItemRole,
): EffectivePermission[] {
  const { store, person } = call
  const owner = store.files.ownerOf(item)
  const ownPermission: ItemPermission = {
    id: Buffer.from(`owner ${owner.graphId}`).toString('base64url'),
    role: 'owner',
    email: owner.email,
    invitedEmail: null,
    link: null,
    redeemedBy: [],
  }
  const everything = [
    { permission: ownPermission, inheritedFrom: null },
    ...effectivePermissions(store, item),
  ]
  if (role === 'owner') return everything
  return everything.filter(
    ({ permission }) =>
      permission.email === person.email || permission.redeemedBy.includes(person.email),
  )
}

/** A permission as Graph shows it. Work accounts are named by sign-in name, which need not be their address. */
export function viewPermission(
  call: GraphCall,
  item: DriveItem,
  { permission, inheritedFrom }: EffectivePermission,
  role: ItemRole,
): Record<string, unknown> {
  const { store } = call
  const { link } = permission
  return {
    id: permission.id,
    roles: [permission.role],
    ...(permission.email !== null &&
      viewGrantee(call, permission.email, permission.role === 'owner')),
    ...(permission.invitedEmail !== null && {
      invitation: { email: permission.invitedEmail, signInRequired: true },
    }),
    ...(link !== null && {
      shareId: shareIdOf(link.webUrl),
      link: {
        type: link.type,
        scope: link.scope,
        // Only who may share learns the address itself.
        ...(role !== 'read' && { webUrl: link.webUrl }),
        application: { id: link.clientId, displayName: store.entra.app(link.clientId)?.name ?? '' },
      },
      grantedToIdentitiesV2: permission.redeemedBy.map((email) => ({
        user: viewIdentity(store, email),
      })),
    }),
    ...(inheritedFrom !== null && {
      inheritedFrom: { driveId: item.driveId, id: inheritedFrom.id, name: inheritedFrom.name },
    }),
  }
}

function viewGrantee(
  { store }: GraphCall,
  email: string,
  isOwner: boolean,
): Record<string, unknown> {
  const user = viewIdentity(store, email)
  const person = store.people.find(email)
  const siteUser =
    person === null || person.isPersonal
      ? {}
      : {
          siteUser: {
            id: String(10 + store.people.all().indexOf(person)),
            displayName: person.name,
            loginName: `i:0#.f|membership|${person.signInName}`,
          },
        }
  // Personal drives keep the invitation beside the person who took it up.
  const invitation =
    person?.isPersonal === true && !isOwner ? { invitation: { email, signInRequired: true } } : {}
  return { grantedTo: { user }, grantedToV2: { user, ...siteUser }, ...invitation }
}
