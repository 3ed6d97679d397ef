import { normaliseEmail } from '../model/people.ts'
import type { Readers } from '../model/sync-status.ts'
import type { FileIdentitySet, FilePermission } from './onedrive-shapes.ts'

/** Links that open for whoever has them, in the organisation or anywhere. */
const openScopes = ['anonymous', 'organization']

/** Roles that can write. https://learn.microsoft.com/graph/api/resources/permission#roles-property-values */
const writerRoles = ['owner', 'write']

/** What is known beside a file's permissions. */
export interface ReaderFacts {
  selfEmail: string
  partnerEmail: string
  /** The file is in `selfEmail`'s own drive. Only its owner is shown all permissions. */
  isMine: boolean
  /** Addresses that are known otherwise, by the permission's id. */
  known: ReadonlyMap<string, string>
}

/**
 * Who can read a file in OneDrive, from its permissions. Groups count as others even if both belong to them.
 * Graph need not tell a person's address, and a sign-in name need not be one: a single person whose address
 * is not known may be the partner, and then the answer is `unknown`. So is every answer short of a link or
 * others for a file that is not mine, and an empty list: the owner is always on a real one.
 */
export function judgeOneDriveReaders(
  permissions: readonly FilePermission[],
  facts: ReaderFacts,
  checkedMs: number,
): Readers {
  const [self = '', partner = ''] = [facts.selfEmail, facts.partnerEmail].map(normaliseEmail)
  const isOpen = permissions.some((one) => openScopes.includes(one.link?.scope ?? ''))
  const grantees = permissions.flatMap((one) => granteesOf(one, facts))
  const hasPartner = grantees.some((one) => isPerson(one, partner))
  const rest = grantees.filter((one) => !isPerson(one, self) && !isPerson(one, partner))
  const strangers = rest.filter((one) => one.isGroup || one.email !== null)
  const isPartnerLikely = !hasPartner && strangers.length === 0 && rest.length === 1
  const others = isPartnerLikely ? [] : rest.map((one) => one.name)
  const kind = ((): Readers['kind'] => {
    if (isOpen) return 'link'
    if (others.length > 0) return 'more'
    if (!facts.isMine || isPartnerLikely || grantees.length === 0) return 'unknown'
    return hasPartner ? 'two' : 'only-me'
  })()
  return { kind, others: [...new Set(others)], checkedMs }
}

/** A permission that lets a certain address in. */
export interface Grant {
  permission: FilePermission
  /** False where others hang on the same permission. */
  isAlone: boolean
}

/** Permissions of exactly one address, the owner's left out. */
export function findGrants(
  permissions: readonly FilePermission[],
  email: string,
  facts: Pick<ReaderFacts, 'known'>,
): Grant[] {
  const wanted = normaliseEmail(email)
  return permissions.filter(isNoOwner).flatMap((permission) => {
    const grantees = granteesOf(permission, facts)
    if (!grantees.some((one) => isPerson(one, wanted))) return []
    return [{ permission, isAlone: grantees.length === 1 }]
  })
}

/** True when one of the permissions lets a person in whose address is not known. */
export function hasNameless(
  permissions: readonly FilePermission[],
  facts: Pick<ReaderFacts, 'known'>,
): boolean {
  return permissions
    .filter(isNoOwner)
    .flatMap((one) => granteesOf(one, facts))
    .some((one) => one.email === null && !one.isGroup)
}

/** True when one of the permissions lets its holder write. */
export function isWriter(permission: FilePermission): boolean {
  return permission.roles.some((role) => writerRoles.includes(role))
}

function isNoOwner({ roles }: FilePermission): boolean {
  return !roles.includes('owner')
}

interface Grantee {
  /** Normalised; null where nobody tells. */
  email: string | null
  /** What SharePoint signs the person in by; often the address. Normalised; null where nobody tells. */
  signInName: string | null
  isGroup: boolean
  name: string
}

function isPerson({ email, signInName, isGroup }: Grantee, address: string): boolean {
  return !isGroup && (email === address || (email === null && signInName === address))
}

function granteesOf(
  permission: FilePermission,
  facts: Partial<ReaderFacts> & Pick<ReaderFacts, 'known'>,
): Grantee[] {
  const { grantedToV2, grantedToIdentitiesV2, invitation } = permission
  const named = [grantedToV2, ...grantedToIdentitiesV2].flatMap((one) => readIdentity(one) ?? [])
  const invited = invitation?.email ?? ''
  const isOwn = facts.isMine === true && !isNoOwner(permission)
  const known = (isOwn ? facts.selfEmail : facts.known.get(permission.id)) ?? invited
  const email = known === '' ? null : normaliseEmail(known)
  // An invitation that nobody took up yet names its address only.
  if (named.length === 0 && email !== null) {
    return [{ email, signInName: null, isGroup: false, name: email }]
  }
  const [only, ...rest] = named
  if (only === undefined || rest.length > 0) return named
  return [{ ...only, email: only.email ?? email }]
}

/** One person is told in several ways at once; a set names one grantee. */
function readIdentity(set: FileIdentitySet): Grantee | null {
  const people = [set.user, set.siteUser].filter((one) => one !== null)
  const all = [...people, set.group, set.siteGroup].filter((one) => one !== null)
  const [first] = all
  if (first === undefined) return null
  const email = people.map((one) => one.email).find((one) => one !== '') ?? null
  const signInName = people.map(signInNameOf).find((one) => one !== '') ?? null
  const displayName = all.map((one) => one.displayName).find((one) => one !== '')
  return {
    email: email === null ? null : normaliseEmail(email),
    signInName: signInName === null ? null : normaliseEmail(signInName),
    isGroup: people.length === 0,
    name: email ?? signInName ?? displayName ?? first.id,
  }
}

/** SharePoint's login names end in it: `i:0#.f|membership|hana@example.com`. */
function signInNameOf({ loginName }: { loginName: string }): string {
  const last = loginName.split('|').at(-1) ?? ''
  return last.includes('@') ? last : ''
}
