import { z } from '../base/zod.ts'
import type { KeyValueArea } from './key-value-area.ts'
import type { Account } from './token-provider.ts'

/** A token as kept for a browser session. */
export interface StoredToken {
  token: string
  /** Ms since the epoch after which it is not used any more. */
  expiresMs: number
}

const accountsKey = 'googleAccounts'

const accountsSchema = z.array(
  z.object({
    provider: z.literal('google'),
    email: z.string().check(z.maxLength(320)),
    scopes: z.array(z.string()),
  }),
)

const tokenSchema = z.object({ token: z.string().check(z.minLength(1)), expiresMs: z.number() })
const refusedSchema = z.number()

/**
 * Where accounts and tokens are kept. Accounts (addresses and scopes, newest first) outlive the browser in
 * `local`; tokens live in `session` only. What does not parse counts as absent.
 */
export function createGoogleAccountStore(session: KeyValueArea, local: KeyValueArea) {
  const tokenKey = (email: string) => `googleToken:${email}`
  const refusedKey = (email: string) => `googleRefused:${email}`
  // Read-modify-write of the one list: one after the other.
  let queue: Promise<unknown> = Promise.resolve()

  // Asked whenever an event opens; only this store writes the list.
  let known: Account[] | null = null

  async function readAccounts(): Promise<Account[]> {
    if (known !== null) return known
    const parsed = accountsSchema.safeParse((await local.get([accountsKey]))[accountsKey])
    known = parsed.success ? parsed.data : []
    return known
  }

  function changeAccounts(change: (accounts: Account[]) => Account[]): Promise<void> {
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
    async putAccount(account: Account): Promise<void> {
      await changeAccounts((accounts) => [
        account,
        ...accounts.filter((one) => one.email !== account.email),
      ])
    },

    /** The session's token of an account, expired or not. */
    async token(email: string): Promise<StoredToken | null> {
      const key = tokenKey(email)
      const parsed = tokenSchema.safeParse((await session.get([key]))[key])
      return parsed.success ? parsed.data : null
    },

    /** Keeps a token and forgets that renewal was refused. */
    async putToken(email: string, token: StoredToken): Promise<void> {
      await session.set({ [tokenKey(email)]: token })
      await session.remove([refusedKey(email)])
    },

    /** When silent renewal was last refused, ms since the epoch; null when it was not in this session. */
    async refusedMs(email: string): Promise<number | null> {
      const key = refusedKey(email)
      const parsed = refusedSchema.safeParse((await session.get([key]))[key])
      return parsed.success ? parsed.data : null
    },

    /** Notes that silent renewal needs the person; the old token goes. */
    async putRefused(email: string, atMs: number): Promise<void> {
      await session.set({ [refusedKey(email)]: atMs })
      await session.remove([tokenKey(email)])
    },

    /** Forgets everything about an account. */
    async forget(email: string): Promise<void> {
      await session.remove([tokenKey(email), refusedKey(email)])
      await changeAccounts((accounts) => accounts.filter((one) => one.email !== email))
    },
  }
}

/** See {@link createGoogleAccountStore}. */
export type GoogleAccountStore = ReturnType<typeof createGoogleAccountStore>
