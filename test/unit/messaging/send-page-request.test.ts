import { describe, expect, it } from 'vitest'
import { makePageRequestSender } from '../../../lib/messaging/send-page-request.ts'

function makeSender(answer: unknown) {
  const sent: unknown[] = []
  const runtime = {
    sendMessage: async (message: unknown) => {
      sent.push(message)
      return answer
    },
  }
  return { send: makePageRequestSender(runtime as never), sent }
}

describe('send page request', () => {
  it('sends type and input, and gives the parsed output', async () => {
    const { send, sent } = makeSender({ ok: true, output: { error: null } })
    expect(await send('page/set', { language: 'ja' })).toEqual({ error: null })
    expect(sent).toEqual([{ type: 'page/set', input: { language: 'ja' } }])
  })

  it('rejects with the code the background answered', async () => {
    const { send } = makeSender({ ok: false, error: 'storage/quota' })
    await expect(send('page/export', {})).rejects.toMatchObject({ code: 'storage/quota' })
  })

  for (const [name, answer] of Object.entries({
    'no answer': undefined,
    'no envelope': { json: '' },
    'an output that does not fit': { ok: true, output: { json: 1 } },
    'a code nobody knows': { ok: false, error: 'new/code' },
  })) {
    it(`rejects ${name} as an invalid message`, async () => {
      const { send } = makeSender(answer)
      await expect(send('page/export', {})).rejects.toMatchObject({ code: 'message/invalid' })
    })
  }
})
