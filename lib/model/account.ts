import type { EventFacts } from './event-facts.ts'

/** Every provider, in the order in which they are shown. */
export const providerNames = ['google', 'microsoft'] as const

/** Whose service an account belongs to. */
export type ProviderName = (typeof providerNames)[number]

/** One account of a person: an address alone may exist at both providers. */
export interface AccountRef {
  provider: ProviderName
  /** Normalised address. */
  email: string
}

/** Whose calendar an event was seen in. */
export function providerOfHost(host: EventFacts['host']): ProviderName {
  return host === 'outlook' ? 'microsoft' : 'google'
}

/** Whose service keeps a file. */
export function providerOfFile(file: { provider: 'google' | 'onedrive' }): ProviderName {
  return file.provider === 'onedrive' ? 'microsoft' : 'google'
}

/** True when both name one account. */
export function isSameAccount(a: AccountRef, b: AccountRef): boolean {
  return a.provider === b.provider && a.email === b.email
}
