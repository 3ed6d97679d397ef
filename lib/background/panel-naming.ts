import { hasAccess } from '../auth/account-access.ts'
import type { Account } from '../auth/token-provider.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { namesToAsk, normaliseName } from '../model/named-people.ts'
import type { PanelNaming } from '../model/panel-context.ts'
import type { PairRecord } from '../storage/ports.ts'
import type { NameBook } from './name-book.ts'
import type { SettingsStore } from './settings.ts'

/** Builds what a panel is told about names; null where addresses are known anyway. */
export function createReadNaming(dependencies: {
  names: Pick<NameBook, 'at' | 'of'>
  ownAccounts: () => Promise<readonly Account[]>
  settings: Pick<SettingsStore, 'read'>
}): (facts: EventFacts | null, record: PairRecord | null) => Promise<PanelNaming | null> {
  return async (facts, record) => {
    const byName = record?.byName
    if (facts?.host !== 'outlook' && byName === undefined) return null
    const known =
      byName !== undefined
        ? await dependencies.names.of(byName.place)
        : facts === null
          ? null
          : await dependencies.names.at(facts)
    const isOffer = record === null && facts !== null
    const candidates = isOffer ? namesToAsk(facts, known?.selfNames ?? []) : []
    const [only] = candidates
    const entry =
      candidates.length === 1 && only !== undefined ? known?.names[normaliseName(only)] : undefined
    const people = (entry?.people ?? []).map(({ email }, index) => ({ index, email }))
    const accounts = await dependencies.ownAccounts()
    const connected = accounts
      .toSorted((a, b) => Number(b.provider === 'microsoft') - Number(a.provider === 'microsoft'))
      .map((one) => one.email)
    const told = known?.selfEmail ?? null
    return {
      isByName: byName !== undefined,
      candidates,
      people: people.length > 1 ? people : [],
      hasCalendar: accounts.some(
        (one) => one.provider === 'microsoft' && hasAccess(one, 'calendar'),
      ),
      clientId: (await dependencies.settings.read()).microsoftClientId,
      ownEmails: [...new Set([...(told === null ? [] : [told]), ...connected])],
    }
  }
}
