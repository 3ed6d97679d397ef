import { normaliseEmail } from '../model/people.ts'
import type { Readers } from '../model/sync-status.ts'
import type { FileIdentitySet, FilePermission } from './onedrive-shapes.ts'

/** Links that open for whoever has them, in the organisation or anywhere. */
const openScopes = ['anonymous', 'organization']

/** Roles that can write. https://learn.microsoft.com/graph/api/resources/permission#roles-property-values */
const writerRoles = ['owner', 'write', 'sp.full control']

/**
 * Who can read a file in OneDrive, from its permissions. Groups count as others even if both belong to them,
 * and so does somebody whose address Graph does not tell. Only a file's owner is shown all permissions:
 * without them (`isMine` false) neither `two` nor `only-me` is ever said. An empty list is `unknown`: the
 * owner is always on a real one.
 */
export function judgeOneDriveReaders(
  permissions: readonly FilePermission[],
  people: { selfEmail: string; partnerEmail: string; isMine: boolean },
  checkedMs: number,
): Readers {
  const two = [people.selfEmail, people.partnerEmail].map(normaliseEmail)
  const isOpen = permissions.some((one) => openScopes.includes(one.link?.scope ?? ''))
  const grantees = permissions.flatMap((one) => granteesOf(one))
  const others = grantees.filter((one) => !two.includes(one.email)).map((one) => one.name)
  const hasPartner = grantees.some((one) => one.email === two[1])
  const kind = ((): Readers['kind'] => {
    if (isOpen) return 'link'
    if (others.length > 0) return 'more'
    if (!people.isMine || grantees.length === 0) return 'unknown'
    return hasPartner ? 'two' : 'only-me'
  })()
  return { kind, others: [...new Set(others)], checkedMs }
}

/** Permissions that let exactly one address in; `isAlone` false where others hang on the same permission. */
export function findGrants(
  permissions: readonly FilePermission[],
  email: string,
): { permission: FilePermission; isWriter: boolean; isAlone: boolean }[] {
  const wanted = normaliseEmail(email)
  return permissions.flatMap((permission) => {
    const grantees = granteesOf(permission)
    if (!grantees.some((one) => one.email === wanted)) return []
    const isWriter = permission.roles.some((role) => writerRoles.includes(role))
    const isAlone = new Set(grantees.map((one) => one.email)).size === 1
    return [{ permission, isWriter, isAlone }]
  })
}

/** True when one of the permissions this account was shown lets it write. */
export function canWrite(permissions: readonly FilePermission[]): boolean {
  return permissions.some((one) => one.roles.some((role) => writerRoles.includes(role)))
}

interface Grantee {
  /** Normalised; empty where Graph does not tell. */
  email: string
  name: string
}

/** An invitation that nobody took up yet names its address only. */
function granteesOf({ grantedToV2, grantedToIdentitiesV2, invitation }: FilePermission): Grantee[] {
  const named = [grantedToV2, ...grantedToIdentitiesV2].flatMap((one) => readIdentity(one) ?? [])
  const invited = invitation?.email ?? ''
  if (named.length > 0 || invited === '') return named
  return [{ email: normaliseEmail(invited), name: invited }]
}

/** One person is told in several ways at once; a set names one grantee. */
function readIdentity(set: FileIdentitySet): Grantee | null {
  const all = [set.user, set.siteUser, set.group, set.siteGroup].filter((one) => one !== null)
  const [first] = all
  if (first === undefined) return null
  const isPerson = set.user !== null || set.siteUser !== null
  const address = isPerson ? all.map(addressOf).find((one) => one !== '') : undefined
  const email = normaliseEmail(address ?? '')
  const name = all.map((one) => one.email || one.displayName).find((one) => one !== '')
  return { email, name: email || name || first.id }
}

/** SharePoint's login names hold the address after the last bar: `i:0#.f|membership|hana@example.com`. */
function addressOf({ email, loginName }: { email: string; loginName: string }): string {
  if (email !== '') return email
  const last = loginName.split('|').at(-1) ?? ''
  return last.includes('@') ? last : ''
}
