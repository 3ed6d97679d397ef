import { createHash } from 'node:crypto'
import { personalTenantId, type Tenant, type Tenants } from './tenants.ts'

/** Somebody with a Microsoft account in the world. */
export interface MicrosoftPerson {
  /** Primary mail address. */
  email: string
  /** Sign-in name (UPN). Companies often give one that is no mail address; by default it is the address. */
  signInName: string
  name: string
  /** Entra object id for work accounts; for personal ones the 16-digit account id spread over a GUID. */
  oid: string
  /** What Graph calls `id`: the object id, or the bare 16 digits of a personal account. */
  graphId: string
  tenantId: string
  /** Id of the person's OneDrive. Opaque; the two kinds of account look different. */
  driveId: string
  isPersonal: boolean
  /** May consent for the whole tenant. */
  isAdmin: boolean
  locale: 'ja' | 'en'
  /** Windows or IANA name, as the mailbox settings hold it. */
  timeZone: string
}

/** The Microsoft accounts of a world. Addresses and sign-in names are compared in lower case. */
export interface MicrosoftDirectory {
  /** Adds somebody; the tenant is the one that owns the address's domain, else the personal one. */
  add(person: Pick<MicrosoftPerson, 'email' | 'name'> & Partial<MicrosoftPerson>): MicrosoftPerson
  /** By mail address, sign-in name, object id or Graph id; null when there is no such account. */
  find(key: string): MicrosoftPerson | null
  /** Like {@link find}, throwing when nobody is there: for tests and seeds. */
  get(key: string): MicrosoftPerson
  tenantOf(person: MicrosoftPerson): Tenant
  /** Throws when there is none. */
  tenant(tenantId: string): Tenant
  all(): MicrosoftPerson[]
}

/** An empty directory over `tenants`. */
export function createMicrosoftDirectory(tenants: Tenants): MicrosoftDirectory {
  const people: MicrosoftPerson[] = []
  const find = (key: string) => {
    const wanted = key.toLowerCase()
    return (
      people.find((person) =>
        [person.email, person.signInName, person.oid, person.graphId].includes(wanted),
      ) ?? null
    )
  }
  const get = (key: string) => {
    const person = find(key)
    if (person === null) throw new Error(`Nobody in this world has the Microsoft account ${key}`)
    return person
  }
  return {
    find,
    get,
    add(person) {
      const email = person.email.toLowerCase()
      const tenant = tenants.ofDomain(email.split('@')[1] ?? '')
      const full: MicrosoftPerson = {
        ...idsOf(email, tenant === null),
        tenantId: tenant?.id ?? personalTenantId,
        isPersonal: tenant === null,
        isAdmin: false,
        locale: 'ja',
        timeZone: 'Tokyo Standard Time',
        ...person,
        email,
        signInName: (person.signInName ?? email).toLowerCase(),
      }
      people.push(full)
      return full
    },
    tenantOf: (person) => tenants.get(person.tenantId),
    tenant: (tenantId) => tenants.get(tenantId),
    all: () => [...people],
  }
}

/** Ids made from the address, so that every world has the same ones. */
function idsOf(
  email: string,
  isPersonal: boolean,
): Pick<MicrosoftPerson, 'oid' | 'graphId' | 'driveId'> {
  const hex = createHash('sha256').update(email).digest('hex')
  if (isPersonal) {
    const cid = hex.slice(0, 16)
    const oid = `00000000-0000-0000-${cid.slice(0, 4)}-${cid.slice(4)}`
    return { oid, graphId: cid, driveId: cid }
  }
  const oid = guidOf(hex)
  const driveId = `b!${createHash('sha384').update(email).digest('base64url')}`
  return { oid, graphId: oid, driveId }
}

/** A GUID from the first 32 hex digits of `hex`. */
export function guidOf(hex: string): string {
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([a, b]) => hex.slice(a, b))
    .join('-')
}
