import { describe, expect, it } from 'vitest'
import { nextFrameState } from '../../../lib/background/content-handlers.ts'
import { createFrameRegistry, type FrameRecord } from '../../../lib/background/frames.ts'

function failTest(thrown: unknown): never {
  throw thrown
}

const opened = {
  isPair: true,
  isOffered: false,
  opensByItself: true,
  isNew: true,
  isReopened: false,
}

describe('nextFrameState', () => {
  it('opens as a glance when a 1-on-1 is opened', () => {
    expect(nextFrameState({ ...opened, current: 'hidden' })).toBe('glance')
    expect(nextFrameState({ ...opened, current: 'collapsed' })).toBe('glance')
  })

  it('keeps a panel in use open for the next 1-on-1', () => {
    expect(nextFrameState({ ...opened, current: 'open' })).toBe('open')
  })

  it('leaves alone what the person did when the same event tells more', () => {
    expect(nextFrameState({ ...opened, isNew: false, current: 'hidden' })).toBe('hidden')
    expect(nextFrameState({ ...opened, isNew: false, current: 'collapsed' })).toBe('collapsed')
  })

  it('comes back when a closed panel’s event is opened again; a tab stays a tab', () => {
    const again = { ...opened, isNew: false, isReopened: true }
    expect(nextFrameState({ ...again, current: 'hidden' })).toBe('glance')
    expect(nextFrameState({ ...again, current: 'collapsed' })).toBe('collapsed')
  })

  it('makes way when another event is no 1-on-1, but never closes a panel in use', () => {
    const other = { ...opened, isPair: false, opensByItself: false }
    expect(nextFrameState({ ...other, current: 'glance' })).toBe('hidden')
    expect(nextFrameState({ ...other, current: 'open' })).toBe('open')
  })

  it('shows only a tab where the person must decide, or declined', () => {
    expect(nextFrameState({ ...opened, isPair: false, isOffered: true, current: 'hidden' })).toBe(
      'collapsed',
    )
    expect(nextFrameState({ ...opened, opensByItself: false, current: 'hidden' })).toBe('collapsed')
  })
})

describe('frame registry', () => {
  function makeArea() {
    const items: Record<string, unknown> = {}
    return {
      get: async (keys: string[]) =>
        Object.fromEntries(keys.map((key) => [key, structuredClone(items[key])])),
      set: async (change: Record<string, unknown>) =>
        void Object.assign(items, structuredClone(change)),
      remove: async (keys: string[]) => {
        for (const key of keys) delete items[key]
      },
    }
  }

  const record: FrameRecord = {
    tabId: 3,
    site: 'google',
    frameToken: 'f'.repeat(32),
    theme: null,
    pageLanguage: 'ja',
    facts: null,
    isEventShown: false,
    pairId: null,
    isOffered: false,
    isPartnerDeclined: false,
    frameState: 'hidden',
    near: null,
    trouble: null,
  }

  it('knows its tabs again after the worker died', async () => {
    const area = makeArea()
    await createFrameRegistry(area, failTest).update(3, () => record)
    const reborn = createFrameRegistry(area, failTest)
    expect(await reborn.get(3)).toEqual(record)
    expect((await reborn.byToken(record.frameToken))?.tabId).toBe(3)
    expect(await reborn.byToken('0'.repeat(32))).toBeNull()
  })

  it('loses no change when many come at once', async () => {
    const area = makeArea()
    const registry = createFrameRegistry(area, failTest)
    await Promise.all(
      [1, 2, 3, 4].map((tabId) => registry.update(tabId, () => ({ ...record, tabId }))),
    )
    await registry.update(2, () => null)
    const tabs = (await createFrameRegistry(area, failTest).all()).map((one) => one.tabId)
    expect(tabs).toEqual([1, 3, 4])
  })
})
