import { describe, expect, it } from 'vitest'
import { requireConsent, requireConsentToPick } from '../../../lib/auth/consented-tokens.ts'
import type { Account, FilePicker, TokenProvider } from '../../../lib/auth/token-provider.ts'
import { ok } from '../../../lib/base/result.ts'

const email = 'hana@example.com'
const account: Account = { provider: 'google', email, scopes: [] }
const { signal } = new AbortController()

/** A provider that is configured and connected, behind a consent that can be switched. */
function makeGuarded(isGranted: boolean) {
  const consent = { isGranted }
  const asked: string[] = []
  const note = <Answer>(name: string, answer: Answer): Promise<Answer> => {
    asked.push(name)
    return Promise.resolve(answer)
  }
  const tokens: TokenProvider & FilePicker = {
    isConfigured: () => note('isConfigured', true),
    accounts: () => note('accounts', [account]),
    connect: () => note('connect', ok(account)),
    token: () => note('token', ok('token')),
    pick: () => note('pick', ok(['file'])),
    disconnect: () => note('disconnect', undefined),
    forgetAll: () => note('forgetAll', undefined),
  }
  const hasConsent = async () => consent.isGranted
  const guarded = {
    ...requireConsent(tokens, hasConsent),
    ...requireConsentToPick(tokens, hasConsent),
  }
  return { consent, asked, guarded }
}

describe('tokens that need consent', () => {
  it('are those of the provider while data may leave the device', async () => {
    const { guarded } = makeGuarded(true)
    expect(await guarded.isConfigured()).toBe(true)
    expect(await guarded.accounts()).toEqual([account])
    expect(await guarded.connect(null, signal)).toEqual(ok(account))
    expect(await guarded.token(email, { renew: false }, signal)).toEqual(ok('token'))
    expect(await guarded.pick(email, null, signal)).toEqual(ok(['file']))
  })

  it('are none while it may not, and the provider is not even asked', async () => {
    const { asked, guarded } = makeGuarded(false)
    expect(await guarded.isConfigured()).toBe(false)
    expect(await guarded.accounts()).toEqual([])
    expect(await guarded.connect(null, signal)).toMatchObject({ error: 'auth/refused' })
    expect(await guarded.token(email, { renew: false }, signal)).toMatchObject({
      error: 'auth/not-connected',
    })
    expect(await guarded.pick(email, null, signal)).toMatchObject({ error: 'auth/refused' })
    expect(asked).toEqual([])
  })

  it('serve again, with the same account, once it may', async () => {
    const { consent, guarded } = makeGuarded(false)
    expect(await guarded.accounts()).toEqual([])
    consent.isGranted = true
    expect(await guarded.accounts()).toEqual([account])
  })

  it('can be given up at any time', async () => {
    const { asked, guarded } = makeGuarded(false)
    await guarded.disconnect(email, signal)
    expect(asked).toEqual(['disconnect'])
  })
})
