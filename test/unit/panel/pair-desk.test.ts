import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../../lib/base/bytes.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import type { PanelMessage } from '../../../lib/messaging/protocol.ts'
import { createPairDesk } from '../../../lib/panel/pair-desk.ts'
import { openPairEditor } from '../../../lib/panel/pair-editor.ts'
import { me, sampleMeeting, sampleNowMs, samplePairId } from '../../gallery/sample-context.ts'

type Sync = Extract<PanelMessage, { type: 'panel/sync' }>

function makeDesk() {
  const posted: Sync[] = []
  let sequence = 0
  const desk = createPairDesk(openPairEditor(samplePairId), {
    post(message) {
      if (message.type === 'panel/sync') posted.push(message)
      return true
    },
    nextSequence: () => ++sequence,
  })
  const store = createReplica({ pairId: samplePairId })
  store.load('core', [])
  store.load('y2026', [])
  const bytesOf = (message: Sync) => fromBase64(message.message) ?? new Uint8Array()
  /** Answers the desk's question about a segment as the background does: answer, then own question. */
  const answer = (segment: string) => {
    const ask = posted.findLast((one) => one.segment === segment && one.sequence === null)
    const reply = ask === undefined ? null : store.receiveMessage(segment, bytesOf(ask), 'panel')
    if (reply?.ok !== true || reply.value === null) throw new Error('no question was asked')
    desk.receive(segment, toBase64(reply.value))
    desk.receive(segment, toBase64(store.askMessage(segment)))
  }
  return { desk, posted, store, answer, bytesOf }
}

const pick = {
  meeting: sampleMeeting,
  owner: me.id,
  kind: 'work',
  suffix: null,
  title: '',
  nowMs: sampleNowMs,
} as const

describe('a desk', () => {
  it('writes nothing before every segment is answered, and then under the leased id', () => {
    const { desk, posted, answer, bytesOf, store } = makeDesk()
    desk.begin(4242, ['core', 'y2026'], 0)
    desk.edit((editor) => editor.pick(pick))
    expect(posted.every((one) => one.sequence === null)).toBe(true)
    expect(desk.editor.replica.read().meetings).toEqual([])
    answer('core')
    expect(desk.isReady()).toBe(false)
    expect(desk.clientId()).toBeNull()
    answer('y2026')
    expect(desk.isReady()).toBe(true)
    expect(desk.clientId()).toBe(4242)
    const edits = posted.filter((one) => one.sequence !== null)
    expect(edits).toHaveLength(1)
    expect(desk.ledger.state()).toBe('saving')
    for (const one of edits) store.receiveMessage(one.segment, bytesOf(one), 'panel')
    expect(store.read().meetings[0]?.topics[0]?.kind).toBe('work')
  })

  it('is not fooled by a change that is broadcast before the answer', () => {
    const { desk, store, answer } = makeDesk()
    desk.begin(4242, ['y2026'], 0)
    store.onUpdate((segment, update) => {
      desk.receive(segment, toBase64(store.updateMessage(update)))
    })
    const other = openPairEditor(samplePairId)
    other.replica.load('y2026', [])
    other.pick(pick)
    store.apply('y2026', other.replica.encode('y2026'), 'other panel')
    expect(desk.isReady()).toBe(false)
    answer('y2026')
    expect(desk.isReady()).toBe(true)
  })

  it('answers with the edits that a dead worker lost', () => {
    const { desk, posted, answer, store, bytesOf } = makeDesk()
    desk.begin(4242, ['y2026'], 0)
    answer('y2026')
    desk.edit((editor) => editor.pick(pick))
    desk.loseLine()
    expect(desk.ledger.state()).toBe('saving')
    posted.length = 0
    desk.begin(4242, ['y2026'], 0)
    answer('y2026')
    const edits = posted.filter((one) => one.sequence !== null)
    expect(edits).toHaveLength(1)
    for (const one of edits) store.receiveMessage(one.segment, bytesOf(one), 'panel')
    expect(store.read().meetings[0]?.topics).toHaveLength(1)
    desk.ledger.settle(edits[0]?.sequence ?? 0, null)
    expect(desk.ledger.state()).toBe('saved')
  })

  it('refuses what it does not understand and keeps working', () => {
    const { desk, answer } = makeDesk()
    desk.begin(4242, ['y2026'], 0)
    expect(desk.receive('y2026', '%%%')).toBe(false)
    expect(desk.receive('y2026', toBase64(new Uint8Array([9, 9, 9])))).toBe(false)
    answer('y2026')
    expect(desk.isReady()).toBe(true)
  })
})
