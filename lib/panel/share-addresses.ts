import type { ProviderName } from '../model/account.ts'
import type { PanelView } from './panel-view.ts'

/** An address of the partner that a note can be shared with. */
export interface ShareAddress {
  email: string
  /** Whose account it probably is: what its domain says, else the calendar it was seen in. */
  provider: ProviderName
}

/** The partner's known addresses, the pair's own first; empty while none is known. */
export function shareAddressesOf({
  partner,
  addresses,
  naming,
}: Pick<PanelView, 'partner' | 'addresses' | 'naming'>): ShareAddress[] {
  const known = [
    // Where names are a matter at all, the calendar is Outlook.
    { email: partner?.email ?? null, seenIn: naming === null ? 'google' : 'microsoft' } as const,
    ...addresses
      .filter((one) => one.kind === 'same')
      .map((one) => ({ email: one.partner.email, seenIn: one.provider ?? 'google' })),
  ]
  const found = new Map<string, ShareAddress>()
  for (const { email, seenIn } of known) {
    if (email === null || found.has(email)) continue
    found.set(email, { email, provider: providerOfDomain(email) ?? seenIn })
  }
  return [...found.values()]
}

/** The address to begin with for a file of a provider: one that belongs there, else the pair's own. */
export function addressFor(
  addresses: readonly ShareAddress[],
  provider: ProviderName,
): ShareAddress | null {
  return addresses.find((one) => one.provider === provider) ?? addresses[0] ?? null
}

/** Domains of mail that everybody can have; null for all others. */
function providerOfDomain(email: string): ProviderName | null {
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (/^(?:gmail|googlemail)\.com$/.test(domain)) return 'google'
  return /^(?:outlook|hotmail|live|msn)\.[a-z.]+$/.test(domain) ? 'microsoft' : null
}
