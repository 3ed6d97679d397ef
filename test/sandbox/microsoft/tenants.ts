/** The tenant all personal Microsoft accounts are in. https://learn.microsoft.com/entra/identity-platform/id-tokens */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad'

/**
 * Delegated Graph scopes that Microsoft's managed consent policy leaves to administrators; part of it:
 * https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies
 */
export const managedPolicyScopes: readonly string[] = [
  'Calendars.Read',
  'Calendars.ReadBasic',
  'Calendars.ReadWrite',
  'Calendars.Read.Shared',
  'Calendars.ReadWrite.Shared',
  'Files.Read.All',
  'Files.ReadWrite.All',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'People.Read',
  'Mail.Read',
  'Mail.ReadWrite',
  'Mail.Send',
]

/** An organisation, and what its administrators decided. May be changed while the world runs. */
export interface Tenant {
  id: string
  name: string
  /** Address domains its people have. */
  domains: string[]
  /** Scopes a person cannot grant alone. `'all'`: no app may be consented to by anybody but an administrator. */
  withheldScopes: Set<string> | 'all'
  /** People may send their administrator a request from the "Need admin approval" page. */
  takesConsentRequests: boolean
  /** Scopes an administrator granted for everybody, by client id. */
  adminGrants: Map<string, Set<string>>
  /** Files may be shared with people outside. */
  allowsExternalSharing: boolean
  /** Links that work without signing in may be made. */
  allowsAnonymousLinks: boolean
  /** Accounts of national clouds cannot sign in to an app of the public cloud. */
  cloud: 'public' | 'us-government'
  /** Host of the people's OneDrive for work, e.g. `contoso-my.sharepoint.com`; downloads come from there. */
  driveHost: string
}

/** The tenants of a world. */
export interface Tenants {
  /** Adds one; by default with Microsoft's managed consent policy, external sharing but no anonymous links. */
  add(tenant: Pick<Tenant, 'id' | 'name' | 'domains' | 'driveHost'> & Partial<Tenant>): Tenant
  /** Throws when there is none. */
  get(tenantId: string): Tenant
  /** By id or domain; null when there is none. */
  find(key: string): Tenant | null
  ofDomain(domain: string): Tenant | null
}

/** Tenants with only the one of personal accounts in it, which withholds nothing. */
export function createTenants(): Tenants {
  const tenants: Tenant[] = []
  const ofDomain = (domain: string) =>
    tenants.find((tenant) => tenant.domains.includes(domain.toLowerCase())) ?? null
  const find = (key: string) =>
    tenants.find((tenant) => tenant.id === key.toLowerCase()) ?? ofDomain(key)
  const add: Tenants['add'] = (tenant) => {
    const full: Tenant = {
      withheldScopes: new Set(managedPolicyScopes),
      takesConsentRequests: false,
      adminGrants: new Map(),
      allowsExternalSharing: true,
      allowsAnonymousLinks: false,
      cloud: 'public',
      ...tenant,
    }
    tenants.push(full)
    return full
  }
  add({
    id: personalTenantId,
    name: 'Microsoft accounts',
    domains: [],
    driveHost: 'my.microsoftpersonalcontent.com',
    withheldScopes: new Set(),
    allowsAnonymousLinks: true,
  })
  return {
    add,
    find,
    ofDomain,
    get(tenantId) {
      const tenant = find(tenantId)
      if (tenant === null) throw new Error(`No tenant ${tenantId} in this world`)
      return tenant
    },
  }
}
