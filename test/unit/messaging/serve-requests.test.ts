import { describe, expect, it } from 'vitest'
import { AppError } from '../../../lib/base/app-error.ts'
import { z } from '../../../lib/base/zod.ts'
import { makeRoute, serveRequests } from '../../../lib/messaging/serve-requests.ts'

const map = {
  'page/double': {
    input: z.object({ value: z.number() }),
    output: z.object({ value: z.number() }),
  },
  'page/fail': { input: z.object({}), output: z.object({}) },
  'page/crash': { input: z.object({}), output: z.object({}) },
}

function makeDouble() {
  const reports: unknown[] = []
  const route = makeRoute(
    map,
    'page',
    {
      'page/double': async ({ value }) => ({ value: value * 2 }),
      'page/fail': async () => {
        throw new AppError('storage/quota')
      },
      'page/crash': async () => {
        throw new TypeError('secret words')
      },
    },
    (error) => reports.push(error),
  )
  return { route, reports }
}

const page = { kind: 'page', path: '/popup.html', tabId: null, isFramed: false } as const

describe('makeRoute', () => {
  it('answers what fits', async () => {
    const { route } = makeDouble()
    expect(await route.answer('page/double', { value: 4 }, page)).toEqual({
      ok: true,
      output: { value: 8 },
    })
  })

  it.each([
    ['a wrong input', 'page/double', { value: '4' }, page],
    ['a wrong sender', 'page/double', { value: 4 }, { kind: 'stranger' } as const],
    ['an unknown request', 'page/none', {}, page],
    ['a name of Object.prototype', 'constructor', {}, page],
  ])('refuses %s', async (_what, type, input, sender) => {
    const { route } = makeDouble()
    expect(await route.answer(type, input, sender)).toEqual({ ok: false, error: 'message/invalid' })
  })

  it('sends the code of an error, never its text', async () => {
    const { route, reports } = makeDouble()
    expect(await route.answer('page/fail', {}, page)).toEqual({ ok: false, error: 'storage/quota' })
    const crashed = await route.answer('page/crash', {}, page)
    expect(crashed).toEqual({ ok: false, error: 'internal/unexpected' })
    expect(reports).toHaveLength(1)
  })
})

describe('serveRequests', () => {
  it('answers over onMessage and leaves what nobody owns to others', async () => {
    const { route } = makeDouble()
    type Listener = (
      message: unknown,
      sender: unknown,
      respond: (answer: unknown) => void,
    ) => unknown
    const listeners: Listener[] = []
    const onMessage = { addListener: (listener: Listener) => listeners.push(listener) }
    serveRequests({ id: 'me', onMessage } as never, 'chrome-extension://me', [route])
    const [listener] = listeners
    const sender = { id: 'me', url: 'chrome-extension://me/popup.html' }
    const answer = await new Promise((resolve) => {
      expect(listener?.({ type: 'page/double', input: { value: 2 } }, sender, resolve)).toBe(true)
    })
    expect(answer).toEqual({ ok: true, output: { value: 4 } })
    expect(listener?.({ type: 'other' }, sender, () => undefined)).toBe(false)
    expect(listener?.('noise', sender, () => undefined)).toBe(false)
  })
})
