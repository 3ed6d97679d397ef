import { describe, expect, it } from 'vitest'
import {
  askBackground,
  type ContentRequestType,
  isContentOutput,
  readContentPush,
} from '../../../lib/messaging/content-messages.ts'
import { contentPushes, contentRequests } from '../../../lib/messaging/protocol.ts'

/** Values around every answer and push: right ones, near misses and rubbish. */
const values: unknown[] = [
  undefined,
  null,
  0,
  '',
  'open',
  true,
  [],
  ['open'],
  {},
  { isEnabled: true },
  { isEnabled: false, more: 1 },
  { isEnabled: 'true' },
  { isEnabled: null },
  { frameState: 'hidden' },
  { frameState: 'glance' },
  { frameState: 'open' },
  { frameState: 'collapsed', more: {} },
  { frameState: 'open', takesFocus: true },
  { frameState: 'open', takesFocus: false },
  { frameState: 'open', takesFocus: 'yes' },
  { frameState: 'Open' },
  { frameState: '' },
  { frameState: null },
  { frameState: ['open'] },
  { isEnabled: true, frameState: 'open' },
]

describe('the guards without zod', () => {
  for (const type of Object.keys(contentRequests) as ContentRequestType[]) {
    it(`agree with the schema of the answer to ${type}`, () => {
      for (const value of values) {
        expect(isContentOutput(type, value), JSON.stringify(value)).toBe(
          contentRequests[type].output.safeParse(value).success,
        )
      }
    })
  }

  for (const [type, schema] of Object.entries(contentPushes)) {
    it(`agree with the schema of the push ${type}`, () => {
      for (const input of values) {
        const push = readContentPush({ type, input })
        const parsed = schema.safeParse(input)
        expect(push !== null, JSON.stringify(input)).toBe(parsed.success)
        if (push !== null) expect(push).toEqual({ type, ...parsed.data })
      }
    })
  }

  it('know every push there is, and no other', () => {
    expect(Object.keys(contentPushes).sort()).toEqual([
      'frame/enable',
      'frame/return-focus',
      'frame/set',
    ])
    for (const message of [...values, { type: 'frame/other', input: {} }, { type: 'frame/set' }]) {
      expect(readContentPush(message)).toBeNull()
    }
  })
})

describe('askBackground', () => {
  const runtime = (answer: () => Promise<unknown>) => ({ sendMessage: answer })

  it('opens the envelope', async () => {
    const ask = (envelope: unknown) =>
      askBackground(
        runtime(async () => envelope),
        'content/near',
        {},
      )
    expect(await ask({ ok: true, output: {} })).toEqual({})
    expect(await ask({ ok: false, error: 'message/invalid' })).toBeNull()
    expect(await ask({ ok: true })).toBeNull()
    expect(await ask(undefined)).toBeNull()
  })

  it('takes an answer that does not fit for none', async () => {
    const sender = runtime(async () => ({ ok: true, output: { frameState: 'wide' } }))
    expect(
      await askBackground(sender, 'content/frame-moved', { frameState: 'open' }),
    ).not.toBeNull()
    const facts = {} as Parameters<typeof askBackground<'content/opened'>>[2]
    expect(await askBackground(sender, 'content/opened', facts)).toBeNull()
  })

  it('never rejects', async () => {
    const gone = runtime(() => Promise.reject(new Error('Extension context invalidated.')))
    const thrown = runtime(() => {
      throw new Error('Extension context invalidated.')
    })
    expect(await askBackground(gone, 'content/near', {})).toBeNull()
    expect(await askBackground(thrown, 'content/near', {})).toBeNull()
  })
})
