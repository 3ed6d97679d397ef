import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { absentTokens } from '../../../lib/auth/absent-tokens.ts'
import type { Account, TokenProvider } from '../../../lib/auth/token-provider.ts'
import { createAccountDesk } from '../../../lib/background/account-desk.ts'
import { chooseAccount, chooseAccountForFile } from '../../../lib/background/choose-account.ts'
import { readConnection } from '../../../lib/background/pair-connection.ts'
import { createPairFiles } from '../../../lib/background/pair-files.ts'
import type { Providers } from '../../../lib/background/providers.ts'
import type { AccountRef, ProviderName } from '../../../lib/model/account.ts'
import type { FileRef, PairRecord } from '../../../lib/storage/ports.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf } from '../../support/event-facts.ts'

const work: AccountRef = { provider: 'google', email: 'ann@work.example' }
const home: AccountRef = { provider: 'google', email: 'ann@example.com' }
const outlook: AccountRef = { provider: 'microsoft', email: 'ann@work.example' }

function makeRecord(change: Partial<PairRecord> = {}): PairRecord {
  return {
    pairId: 'a'.repeat(32),
    account: 'ann@work.example',
    self: { id: '1'.repeat(16), email: 'ann@work.example', name: '' },
    partner: { id: '2'.repeat(16), email: 'ben@example.com', name: '' },
    override: null,
    files: [],
    readers: { kind: 'only-me', others: [], checkedMs: null },
    lastSyncedMs: null,
    problem: null,
    meetings: [],
    ...change,
  }
}

function makeFile(change: Partial<FileRef>): FileRef {
  return {
    provider: 'google',
    fileId: 'file-one',
    url: '',
    createdMs: 1,
    isMine: false,
    isAccessible: true,
    isShared: true,
    isAttached: false,
    ...change,
  }
}

function makeProviders(accounts: AccountRef[], configured: ProviderName[] = ['google']) {
  const opened: string[] = []
  const disconnected: AccountRef[] = []
  const providers: Providers = {
    tokensOf: (provider): TokenProvider => ({
      ...absentTokens,
      isConfigured: async () => configured.includes(provider),
      async disconnect(email) {
        disconnected.push({ provider, email })
      },
    }),
    pickerOf: () => null,
    accounts: async (): Promise<Account[]> => accounts.map((one) => ({ ...one, scopes: [] })),
    homeOf: ({ provider, email }) =>
      ({
        open(fileId: string) {
          opened.push(`${provider} ${email} ${fileId}`)
          return { id: fileId }
        },
      }) as never,
    calendarOf: () => null,
    forgetAll: async () => undefined,
  }
  return { providers, opened, disconnected }
}

describe('the account of a pair', () => {
  it('is its own and no other: work and private stay apart', () => {
    expect(chooseAccount(makeRecord(), 'google', [home, work])).toBe(work)
    expect(chooseAccount(makeRecord(), 'google', [home])).toBeNull()
  })

  it('is Google’s in a record of an older version', () => {
    expect(chooseAccount(makeRecord(), 'google', [outlook, work])).toBe(work)
  })

  it('at the other provider is the one with the same address, else the last connected', () => {
    const record = makeRecord({ provider: 'microsoft' })
    expect(chooseAccount(record, 'google', [home, work])).toBe(work)
    expect(chooseAccount(record, 'google', [home])).toBe(home)
    expect(chooseAccount(record, 'google', [outlook])).toBeNull()
  })

  it('goes on with the account that opened a file before', () => {
    const record = makeRecord({ provider: 'microsoft' })
    const file = makeFile({ account: home.email })
    expect(chooseAccountForFile(record, file, [work, home])).toBe(home)
    expect(chooseAccountForFile(record, file, [work])).toBe(work)
  })
})

describe('the files of a pair', () => {
  it('are opened with an account of their own provider', async () => {
    const { providers, opened } = makeProviders([outlook, home])
    const files = [
      makeFile({ fileId: 'drive' }),
      makeFile({ fileId: 'cloud', provider: 'onedrive', createdMs: 2 }),
    ]
    const record = makeRecord({ provider: 'microsoft', files })
    const found = await createPairFiles(providers).open(record, false)
    expect(found.map((file) => file.id)).toEqual(['drive', 'cloud'])
    expect(opened).toEqual(['google ann@example.com drive', 'microsoft ann@work.example cloud'])
  })

  it('wait for their account while another file can be reached', async () => {
    const { providers } = makeProviders([outlook])
    const files = [
      makeFile({ fileId: 'drive' }),
      makeFile({ fileId: 'cloud', provider: 'onedrive', createdMs: 2 }),
    ]
    const record = makeRecord({ provider: 'microsoft', files })
    const found = await createPairFiles(providers).open(record, false)
    expect(found.map((file) => file.id)).toEqual(['cloud'])
  })
})

describe('whose account is missing', () => {
  it.each<[string, Partial<PairRecord>, AccountRef[], ProviderName[], unknown]>([
    [
      'the file’s provider, whatever the calendar is',
      { provider: 'microsoft', files: [makeFile({ isAccessible: false })] },
      [outlook],
      ['google', 'microsoft'],
      { connection: 'not-connected', provider: 'google' },
    ],
    [
      'none, where the visitor’s account serves',
      { provider: 'microsoft', files: [makeFile({})] },
      [home],
      ['google'],
      { connection: 'connected', provider: 'google' },
    ],
    [
      'the calendar’s, where there is no file yet',
      { provider: 'microsoft' },
      [],
      ['google', 'microsoft'],
      { connection: 'not-connected', provider: 'microsoft' },
    ],
    [
      'the one that is configured',
      { provider: 'microsoft' },
      [],
      ['google'],
      { connection: 'not-connected', provider: 'google' },
    ],
    [
      'none, where a file can be made elsewhere',
      { provider: 'microsoft' },
      [home],
      ['google', 'microsoft'],
      { connection: 'connected', provider: 'google' },
    ],
    ['nothing is set up', {}, [], [], { connection: 'not-configured', provider: 'google' }],
  ])('is said: %s', async (_what, change, accounts, configured, expected) => {
    const { providers } = makeProviders(accounts, configured)
    expect(await readConnection(makeRecord(change), null, providers)).toEqual(expected)
  })
})

describe('signing out and forgetting', () => {
  const nowMs = Date.UTC(2026, 10, 25, 3)

  async function openAccounts() {
    const desk = openDesk(nowMs)
    const { providers, disconnected } = makeProviders([])
    const record = await desk.meet(factsOf('weekly', nowMs))
    const { pairs, upcoming, privates } = desk.stores
    const cache = { fetchedMs: 1, fromMs: 0, toMs: 9, events: [] }
    await upcoming.put({ account: record.account, provider: 'google', ...cache })
    await upcoming.put({ account: record.account, provider: 'microsoft', ...cache })
    await privates.putNote({
      id: 'note',
      pairId: record.pairId,
      meeting: 'm',
      topicId: null,
      text: '書いたこと',
      updatedMs: 1,
    })
    const accounts = createAccountDesk({ providers, pairs, upcoming, onChanged: async () => {} })
    const account: AccountRef = { provider: 'google', email: record.account }
    return { desk, record, accounts, account, disconnected }
  }

  it('signing out removes the token and what the calendar showed, of this account alone', async () => {
    const { desk, record, accounts, account, disconnected } = await openAccounts()
    await accounts.signOut(account)
    expect(disconnected).toEqual([account])
    const caches = await desk.stores.upcoming.list()
    expect(caches.map((one) => one.provider)).toEqual(['microsoft'])
    expect((await desk.stores.pairs.get(record.pairId))?.meetings).toHaveLength(1)
    expect(await accounts.list()).toContainEqual({ ...account, isConnected: false })
  })

  it('forgetting removes the events seen under it too, and no word', async () => {
    const { desk, record, accounts, account } = await openAccounts()
    await accounts.forget(account)
    const kept = await desk.stores.pairs.get(record.pairId)
    expect(kept).toMatchObject({ meetings: [], partner: record.partner })
    expect(await desk.stores.privates.allNotes()).toHaveLength(1)
    expect((await accounts.list()).filter((one) => one.provider === 'google')).not.toContainEqual({
      ...account,
      isConnected: false,
    })
  })
})
