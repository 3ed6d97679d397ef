import { describe, expect, it } from 'vitest'
import { hasDataConsent, requestDataConsent } from '../../../lib/auth/data-consent.ts'
import config from '../../../wxt.config.ts'

describe('request data consent', () => {
  it('asks before it gives the turn away, so that the press still counts', () => {
    const asked: unknown[] = []
    const answer = requestDataConsent({
      request: async (wanted) => {
        asked.push(wanted)
        return true
      },
    })
    expect(asked).toHaveLength(1)
    return expect(answer).resolves.toBe(true)
  })

  it('passes a refusal on', async () => {
    expect(await requestDataConsent({ request: async () => false })).toBe(false)
  })

  it('has nothing to ask where the browser knows no such question', async () => {
    expect(await requestDataConsent(null)).toBe(true)
  })

  it('asks for exactly what the manifest declares as optional', async () => {
    if (typeof config.manifest !== 'function') throw new Error('the manifest is a function')
    const manifest = await config.manifest({
      browser: 'firefox',
      manifestVersion: 3,
      mode: 'production',
      command: 'build',
    })
    const gecko = manifest.browser_specific_settings?.gecko
    await requestDataConsent({
      request: async ({ data_collection }) => {
        expect(data_collection).toEqual(gecko?.data_collection_permissions?.optional)
        return true
      },
    })
    expect.assertions(1)
  })

  it('can be looked up without asking the person', async () => {
    const asked: unknown[] = []
    const contains = async (wanted: { data_collection: string[] }) => {
      asked.push(wanted)
      return false
    }
    expect(await hasDataConsent({ contains })).toBe(false)
    await requestDataConsent({
      request: async (wanted) => {
        expect(asked).toEqual([wanted])
        return true
      },
    })
    expect(await hasDataConsent(null)).toBe(true)
  })
})
