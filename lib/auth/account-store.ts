import { z } from '../base/zod.ts'
import type { KeyValueArea } from './key-value-area.ts'
import type { Account } from './token-provider.ts'

/** A token as kept for a browser session. */
export interface StoredToken {
  token: string
  /** Ms since the epoch after which it is not used any more. */
  expiresMs: number
  /** What a new token is redeemed with, where the provider gives such a thing. */
  refreshToken?: string
}

/** An account as kept, with what only its provider needs to know it again. */
export interface StoredAccount extends Account {
  /** The provider's own unchanging key of the account; an address may change or be given to another. */
  subject?: string
  /** What the person signs in with, where it is not the address. */
  signInName?: string
}

const email = z.string().check(z.maxLength(320))

const accountsSchema = z.array(
  z.object({
    provider: z.enum(['google', 'microsoft']),
    email,
    scopes: z.array(z.string()),
    isPersonal: z.exactOptional(z.boolean()),
    subject: z.exactOptional(z.string().check(z.maxLength(200))),
    signInName: z.exactOptional(email),
  }),
)

const tokenSchema = z.object({
  token: z.string().check(z.minLength(1)),
  expiresMs: z.number(),
  refreshToken: z.exactOptional(z.string().check(z.minLength(1))),
})
const refusedSchema = z.number()

/**
 * Where one provider's accounts and tokens are kept. Accounts (addresses and scopes, newest first) outlive
 * the browser in `local`; tokens live in `session` only. What does not parse counts as absent.
 */
export function createAccountStore(
  provider: Account['provider'],
  session: KeyValueArea,
  local: KeyValueArea,
) {
  const accountsKey = `${provider}Accounts`
  const tokenKey = (address: string) => `${provider}Token:${address}`
  const refusedKey = (address: string) => `${provider}Refused:${address}`
  // Read-modify-write of the one list: one after the other.
  let queue: Promise<unknown> = Promise.resolve()

  // Asked whenever an event opens; only this store writes the list.
  let known: StoredAccount[] | null = null

  async function readAccounts(): Promise<StoredAccount[]> {
    if (known !== null) return known
    const parsed = accountsSchema.safeParse((await local.get([accountsKey]))[accountsKey])
    known = parsed.success ? parsed.data.filter((one) => one.provider === provider) : []
    return known
  }

  function changeAccounts(change: (accounts: StoredAccount[]) => StoredAccount[]): Promise<void> {
    const run = async () => {
      const next = change(await readAccounts())
      await local.set({ [accountsKey]: next })
      known = next
    }
    const done = queue.then(run, run)
    queue = done.catch(() => undefined)
    return done
  }

  return {
    /** Accounts, newest first. */
    accounts: readAccounts,

    /** Keeps an account as the newest. */
    async putAccount(account: StoredAccount): Promise<void> {
      await changeAccounts((accounts) => [
        account,
        ...accounts.filter((one) => one.email !== account.email),
      ])
    },

    /** The session's token of an account, expired or not. */
    async token(address: string): Promise<StoredToken | null> {
      const key = tokenKey(address)
      const parsed = tokenSchema.safeParse((await session.get([key]))[key])
      return parsed.success ? parsed.data : null
    },

    /** Keeps a token and forgets that renewal was refused. */
    async putToken(address: string, token: StoredToken): Promise<void> {
      await session.set({ [tokenKey(address)]: token })
      await session.remove([refusedKey(address)])
    },

    /** When silent renewal was last refused, ms since the epoch; null when it was not in this session. */
    async refusedMs(address: string): Promise<number | null> {
      const key = refusedKey(address)
      const parsed = refusedSchema.safeParse((await session.get([key]))[key])
      return parsed.success ? parsed.data : null
    },

    /** Notes that silent renewal needs the person; the old token goes. */
    async putRefused(address: string, atMs: number): Promise<void> {
      await session.set({ [refusedKey(address)]: atMs })
      await session.remove([tokenKey(address)])
    },

    /** Forgets everything about an account. */
    async forget(address: string): Promise<void> {
      await session.remove([tokenKey(address), refusedKey(address)])
      await changeAccounts((accounts) => accounts.filter((one) => one.email !== address))
    },
  }
}

/** See {@link createAccountStore}. */
export type AccountStore = ReturnType<typeof createAccountStore>
