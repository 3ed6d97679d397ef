import { beforeEach, describe, expect, it } from 'vitest'
import { hasAccess } from '../../lib/auth/account-access.ts'
import type { MicrosoftTokenParts } from '../../lib/auth/microsoft-token-provider.ts'
import {
  contosoTenantId,
  workMentee,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import {
  type MicrosoftProfile,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'

const signal = new AbortController().signal

const currentStage = useMicrosoftStage()

let stage: MicrosoftStage

let profile: MicrosoftProfile

beforeEach(() => {
  stage = currentStage()
  profile = stage.profile()
})

describe('more than the first step', () => {
  it('asks for what is wanted, with what the account had, when an administrator let it', async () => {
    const { entra } = stage.world.microsoft
    entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, [
      'Files.ReadWrite.All',
      'Calendars.ReadWrite',
    ])
    const provider = await profile.connect(workMentee, ['partner-files'])
    await provider.connect(workMentee, signal, ['calendar'])
    const [account] = await provider.accounts()
    if (account === undefined) throw new Error('no account')
    expect(hasAccess(account, 'partner-files')).toBe(true)
    expect(hasAccess(account, 'calendar')).toBe(true)
    expect(profile.browser.requests.at(-1)?.searchParams.get('scope')).toContain(
      'Files.ReadWrite.All',
    )
  })

  it.each([
    ['AADSTS65004', 'auth/refused'],
    ['AADSTS90094', 'auth/admin-policy'],
  ] as const)(
    'leaves the connection as it was when an administrator is needed (%s)',
    async (way, error) => {
      stage.world.microsoft.habits.entra.adminNeededReturn = way
      const provider = await profile.connect(workMentee)
      const token = await provider.token(workMentee, { renew: false }, signal)
      expect(await provider.connect(workMentee, signal, ['calendar'])).toEqual({
        ok: false,
        error,
      })
      expect((await provider.accounts())[0]?.scopes).toEqual(['User.Read', 'Files.ReadWrite'])
      expect(await provider.token(workMentee, { renew: false }, signal)).toEqual(token)
    },
  )

  it('names scopes that were asked for and not given', async () => {
    const provider = profile.open({
      // An Entra that gives less than was asked, as a policy for one scope may do.
      fetch: async (url, init) => {
        const headers = {
          ...(init.headers as Record<string, string>),
          origin: 'chrome-extension://x',
        }
        const response = await stage.world.fetch(url, { ...init, headers })
        if (!url.endsWith('/token')) return response
        const body = (await response.json()) as Record<string, unknown>
        return Response.json({ ...body, scope: 'openid profile User.Read' })
      },
    })
    expect(await provider.connect(null, signal)).toEqual({
      ok: false,
      error: 'auth/scope-missing',
      missingScopes: ['Files.ReadWrite'],
    })
    expect(await provider.accounts()).toEqual([])
  })
})

describe('accounts of national clouds', () => {
  const cloudIs = (name: string): MicrosoftTokenParts['fetch'] => {
    return async (url, init) => {
      if (url.includes('/.well-known/')) return Response.json({ cloud_instance_name: name })
      const headers = {
        ...(init.headers as Record<string, string>),
        origin: 'chrome-extension://x',
      }
      return stage.world.fetch(url, { ...init, headers })
    }
  }

  it('says so when Entra turned the account away on its own page', async () => {
    stage.world.microsoft.tenants.get(contosoTenantId).cloud = 'us-government'
    const provider = profile.open({ fetch: cloudIs('microsoftonline.us') })
    expect(await provider.connect(workMentee, signal)).toEqual({
      ok: false,
      error: 'auth/national-cloud',
    })
  })

  it('says so when the sign-in went through', async () => {
    const provider = profile.open({ fetch: cloudIs('microsoftonline.us') })
    expect(await provider.connect(null, signal)).toEqual({
      ok: false,
      error: 'auth/national-cloud',
    })
    expect(await provider.accounts()).toEqual([])
    expect(profile.session.all()).toEqual({})
  })

  it('lets the public cloud in', async () => {
    const provider = profile.open({ fetch: cloudIs('microsoftonline.com') })
    expect((await provider.connect(null, signal)).ok).toBe(true)
  })
})
