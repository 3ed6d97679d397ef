import { describe, expect, it } from 'vitest'
import { createAccountStore } from '../../../lib/auth/account-store.ts'
import type { Account } from '../../../lib/auth/token-provider.ts'
import { createMemoryArea } from '../../support/memory-area.ts'

const account = (email: string): Account => ({ provider: 'google', email, scopes: ['openid'] })

function open() {
  const session = createMemoryArea()
  const local = createMemoryArea()
  return { session, local, store: createAccountStore('google', session, local) }
}

describe('createAccountStore', () => {
  it('puts the newest first, each once, also when connected at the same moment', async () => {
    const { store } = open()
    const emails = ['a@x', 'b@x', 'c@x', 'a@x']
    await Promise.all(emails.map((email) => store.putAccount(account(email))))
    expect((await store.accounts()).map((one) => one.email)).toEqual(['a@x', 'c@x', 'b@x'])
  })

  it('keeps tokens out of what outlives the browser', async () => {
    const { local, store } = open()
    await store.putAccount(account('a@x'))
    await store.putToken('a@x', { token: 'secret', expiresMs: 5 })
    expect(await store.token('a@x')).toEqual({ token: 'secret', expiresMs: 5 })
    expect(JSON.stringify(local.all())).not.toContain('secret')
  })

  it('drops the token when renewal was refused, and the refusal with a new token', async () => {
    const { store } = open()
    await store.putToken('a@x', { token: 'old', expiresMs: 5 })
    await store.putRefused('a@x', 7)
    expect([await store.token('a@x'), await store.refusedMs('a@x')]).toEqual([null, 7])
    await store.putToken('a@x', { token: 'new', expiresMs: 9 })
    expect(await store.refusedMs('a@x')).toBeNull()
  })

  it('forgets one account and leaves the other', async () => {
    const { session, store } = open()
    for (const email of ['a@x', 'b@x']) {
      await store.putAccount(account(email))
      await store.putToken(email, { token: `t-${email}`, expiresMs: 5 })
    }
    await store.putRefused('a@x', 1)
    await store.forget('a@x')
    expect(await store.accounts()).toEqual([account('b@x')])
    expect(JSON.stringify(session.all())).not.toContain('a@x')
    expect((await store.token('b@x'))?.token).toBe('t-b@x')
  })

  it.each([null, 7, 'x', {}, [{ email: 'a@x' }], [{ provider: 'google', email: 1, scopes: [] }]])(
    'takes rubbish for nothing: %o',
    async (rubbish) => {
      const { session, local, store } = open()
      await local.set({ googleAccounts: rubbish })
      await session.set({ 'googleToken:a@x': rubbish, 'googleRefused:a@x': 'then' })
      expect(await store.accounts()).toEqual([])
      expect(await store.token('a@x')).toBeNull()
      expect(await store.refusedMs('a@x')).toBeNull()
    },
  )
})
