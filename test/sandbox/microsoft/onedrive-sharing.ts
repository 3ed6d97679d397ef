import { json, type WorldResponse } from '../network/http-message.ts'
import { type GraphCall, graphJsonBody } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import { accessDenied } from './onedrive-access.ts'
import type { ItemAddress } from './onedrive-address.ts'
import { requireUnlocked } from './onedrive-content.ts'
import type { DriveItem, ItemLink, ItemPermission } from './onedrive-item.ts'
import { locateItem } from './onedrive-locate.ts'
import { viewPermission } from './onedrive-permissions.ts'
import { itemWebUrl } from './onedrive-shares.ts'

/**
 * POST …/invite: gives people access by address. Silent unless `sendInvitation` is true.
 * https://learn.microsoft.com/graph/api/driveitem-invite
 */
export function invite(call: GraphCall, address: ItemAddress): WorldResponse {
  const { store, person } = call
  const { item, role } = locateItem(call, address, 'share')
  requireUnlocked(item)
  const body = graphJsonBody(call.request)
  const given = inviteRoleOf(body)
  const isMailSent = body.sendInvitation === true
  if (body.requireSignIn !== true && !store.people.tenantOf(person).allowsAnonymousLinks)
    throw badRequest('requireSignIn must be true here.', 'signInRequired')
  if (typeof body.message === 'string' && body.message.length > 2000)
    throw badRequest('The message is longer than 2000 characters.')
  const recipients = Array.isArray(body.recipients) ? (body.recipients as unknown[]) : []
  if (recipients.length === 0) throw badRequest('There are no recipients.')
  const permissions = recipients.map((recipient) =>
    inviteOne(call, item, given, recipientOf(recipient), isMailSent),
  )
  if (isMailSent) {
    for (const permission of permissions) {
      const to = permission.email ?? permission.invitedEmail ?? ''
      const about = `${item.name} ${itemWebUrl(store, item)}`
      store.mails.push({ to, from: person.email, about })
    }
  }
  return json(200, {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(permission)',
    value: permissions.map((permission) =>
      viewPermission(call, store.files.get(item.id), { permission, inheritedFrom: null }, role),
    ),
  })
}

/**
 * POST …/createLink: 201 for a new link, 200 for the one the same app made before.
 * https://learn.microsoft.com/graph/api/driveitem-createlink
 */
export function createLink(call: GraphCall, address: ItemAddress): WorldResponse {
  const { store, token } = call
  const { item, role } = locateItem(call, address, 'share')
  const body = graphJsonBody(call.request)
  const owner = store.files.ownerOf(item)
  const type = oneOf(body.type, ['view', 'edit', 'embed'])
  const usual = owner.isPersonal ? 'anonymous' : 'organization'
  const scope = oneOf(body.scope ?? usual, ['anonymous', 'organization', 'users'])
  if (owner.isPersonal && scope !== 'anonymous')
    throw badRequest('Personal accounts have anonymous links only.')
  if (!owner.isPersonal && type === 'embed')
    throw badRequest('Embed links are for personal accounts.')
  if (scope === 'anonymous' && !store.people.tenantOf(owner).allowsAnonymousLinks)
    throw accessDenied('sharingDisabled')
  const link: Omit<ItemLink, 'webUrl'> = { type, scope, clientId: token.clientId }
  const known = item.permissions.find(
    (each) =>
      each.link?.type === type &&
      each.link.scope === scope &&
      each.link.clientId === token.clientId,
  )
  const permission = known ?? store.files.shareByLink(item.id, link)
  const shown = viewPermission(
    call,
    store.files.get(item.id),
    { permission, inheritedFrom: null },
    role,
  )
  const context = 'https://graph.microsoft.com/v1.0/$metadata#permission'
  return json(known === undefined ? 201 : 200, { '@odata.context': context, ...shown })
}

function inviteOne(
  call: GraphCall,
  item: DriveItem,
  role: 'read' | 'write',
  key: string,
  isMailSent: boolean,
): ItemPermission {
  const { store } = call
  const owner = store.files.ownerOf(item)
  const found = store.people.find(key)
  const isInside = owner.isPersonal
    ? true
    : found === null
      ? store.tenants.ofDomain(key.split('@')[1] ?? '')?.id === owner.tenantId
      : found.tenantId === owner.tenantId
  if (isInside && found === null && !owner.isPersonal)
    throw badRequest('The users could not be resolved.', 'noResolvedUsers')
  if (!key.includes('@') && found === null)
    throw badRequest('The users could not be resolved.', 'noResolvedUsers')
  if (!isInside) {
    if (!store.people.tenantOf(owner).allowsExternalSharing) throw accessDenied('sharingDisabled')
    if (store.habits.files.outsiderNeedsMail && !isMailSent)
      throw badRequest('An invitation must be sent to people outside.', 'invitationRequired')
  }
  if (found?.email === owner.email) throw badRequest('The owner needs no invitation.')
  return found === null
    ? store.files.inviteUnknown(item.id, key, role)
    : store.files.share(item.id, found.email, role)
}

function inviteRoleOf(body: Record<string, unknown>): 'read' | 'write' {
  const roles = Array.isArray(body.roles) ? (body.roles as unknown[]) : []
  if (roles.length === 0) throw badRequest('There are no roles.')
  return roles.map((role) => oneOf(role, ['read', 'write'])).includes('write') ? 'write' : 'read'
}

function recipientOf(value: unknown): string {
  const recipient = (value ?? {}) as Record<string, unknown>
  const key = recipient.email ?? recipient.objectId ?? recipient.alias
  if (typeof key !== 'string' || key === '') throw badRequest('A recipient has no address.')
  return key
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value)
  if (found === undefined)
    throw badRequest(`'${String(value)}' is not one of ${allowed.join(', ')}.`)
  return found
}

function badRequest(message: string, innerCode: string | null = null): GraphError {
  return new GraphError(400, 'invalidRequest', message, innerCode)
}
