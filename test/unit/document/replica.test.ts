import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { foldUpdates, isEmptyState, isWholeState } from '../../../lib/document/fold-updates.ts'
import {
  ann,
  meeting,
  nowMs,
  pairId,
  replicaAs,
  seededRandom,
  unwrap,
} from '../../support/replica-world.ts'
import { noteOf, syncedPair, year } from '../../support/synced-pair.ts'

const noBytes = new Uint8Array(0)

describe('folding stored updates', () => {
  it('leaves out and names what does not decode, and what waits', () => {
    const a = replicaAs(1)
    const updates: Uint8Array[] = []
    a.onUpdate((_segment, update) => updates.push(update))
    const choice = { meeting, owner: ann, kind: 'work' as const, suffix: null, nowMs }
    const id = unwrap(pickTopic(a, choice)).topicId
    setNote(a, id, 'one')
    const afterOne = a.encode(year)
    setNote(a, id, 'one two')
    setNote(a, id, 'one two three')
    const [pick = noBytes, one = noBytes, two = noBytes, three = noBytes] = updates
    expect(foldUpdates([three, one, pick, two])).toMatchObject({ badEntries: [], isPending: false })
    const broken = two.slice(0, two.length - 2)
    expect(foldUpdates([pick, one, broken, three])).toEqual({
      state: afterOne,
      badEntries: [2],
      isPending: true,
    })
    expect(isWholeState(foldUpdates([pick, one, three]).state)).toBe(true)
  })

  it('tells an empty state from one that holds only deletions', () => {
    const { a } = syncedPair()
    expect(isEmptyState(foldUpdates([]).state)).toBe(true)
    expect(isEmptyState(a.encode('y1999'))).toBe(true)
    expect(isEmptyState(a.encode(year))).toBe(false)
    const doc = new Y.Doc()
    doc.getText('note/x').insert(0, 'gone')
    doc.getText('note/x').delete(0, 4)
    expect(isEmptyState(Y.encodeStateAsUpdateV2(doc))).toBe(false)
  })
})

describe('the replica', () => {
  it('refuses bytes that do not decode, and is as before', () => {
    const { a, id } = syncedPair()
    const before = a.encode(year)
    const good = before.slice()
    for (const bytes of [
      new Uint8Array(0),
      good.slice(0, good.length - 3),
      Y.encodeStateAsUpdate(new Y.Doc()).slice(0, 1),
      new Uint8Array(300).fill(7),
    ]) {
      expect(a.apply(year, bytes, 'bad')).toEqual({ ok: false, error: 'corrupt' })
      expect(a.apply('y2025', bytes, 'bad').ok).toBe(false)
    }
    expect(a.apply('__proto__', good, 'bad').ok).toBe(false)
    expect(a.encode(year)).toEqual(before)
    expect(a.segments()).toEqual([year])
    setNote(a, id, 'still alive')
    expect(noteOf(a, id)).toBe('still alive')
    expect(isWholeState(a.encode(year))).toBe(true)
  })

  it('rebuilds itself when an update breaks off half-way', () => {
    // Two clients in one update; the bytes are cut so that the first is read and the second is not.
    const { a, b, id } = syncedPair()
    setNote(a, id, 'base A')
    setNote(b, id, 'base B')
    const state = b.encode(year)
    const before = a.read()
    let refused = 0
    for (let at = 0; at < state.length; at++) {
      const bytes = state.slice()
      bytes[at] = (bytes[at] ?? 0) ^ 0xff
      const fresh = replicaAs(77)
      fresh.load(year, [a.encode(year)])
      if (!fresh.apply(year, bytes, 'flip').ok) {
        refused += 1
        expect(fresh.read()).toEqual(before)
      }
    }
    expect(refused).toBeGreaterThan(state.length / 3)
  })

  it('ends an update that announces more structs than anyone has', () => {
    const structs = 300_000
    const encoder = new Y.UpdateEncoderV2()
    const writeVarUint = (value: number) => {
      encoding.writeVarUint(encoder.restEncoder, value)
    }
    writeVarUint(1)
    writeVarUint(structs)
    encoder.writeClient(4)
    writeVarUint(0)
    for (let at = 0; at < structs; at++) {
      encoder.writeInfo(0)
      encoder.writeLen(1)
    }
    writeVarUint(0)
    const bomb = encoder.toUint8Array()
    expect(bomb.length).toBeLessThan(100)
    expect(replicaAs(1).apply(year, bomb, 'bomb')).toEqual({ ok: false, error: 'corrupt' })
  })

  it('talks y-protocols so that two ends meet, deletions included', () => {
    const { a, b, id } = syncedPair()
    setNote(a, id, 'ba')
    setNote(b, id, 'base!')
    const answer = unwrap(a.receiveMessage(year, b.askMessage(year), 'port'))
    expect(unwrap(b.receiveMessage(year, answer ?? new Uint8Array(), 'port'))).toBeNull()
    const back = unwrap(b.receiveMessage(year, a.askMessage(year), 'port'))
    a.receiveMessage(year, back ?? new Uint8Array(), 'port')
    expect(a.read()).toEqual(b.read())
    const messages: Uint8Array[] = []
    a.onUpdate((_segment, update) => messages.push(a.updateMessage(update)))
    setNote(a, id, 'via update')
    for (const message of messages) unwrap(b.receiveMessage(year, message, 'port'))
    expect(noteOf(b, id)).toBe('via update')
  })

  it('passes on every update that still waits, so that a store which keeps them all is whole', () => {
    const a = replicaAs(1)
    const updates: Uint8Array[] = []
    a.onUpdate((_segment, update) => updates.push(update))
    // Insertions only: a deletion that waits is passed on for a reason of its own.
    const choice = { meeting, owner: ann, kind: 'work' as const, suffix: null, nowMs }
    const id = unwrap(pickTopic(a, choice)).topicId
    for (const note of ['1', '12', '123']) setNote(a, id, note)
    const b = replicaAs(2)
    const stored: Uint8Array[] = []
    b.onUpdate((_segment, update) => stored.push(update))
    for (const at of [3, 2, 1]) b.apply(year, updates[at] ?? noBytes, 'net')
    const restarted = replicaAs(2)
    unwrap(restarted.load(year, stored))
    unwrap(restarted.apply(year, updates[0] ?? noBytes, 'net'))
    expect(noteOf(restarted, id)).toBe('123')
  })

  it('refuses malformed port messages', () => {
    const { a } = syncedPair()
    const before = a.read()
    for (const message of [
      [],
      [0],
      [0, 3, 255, 255, 255],
      [1, 2, 9, 9],
      [2, 200],
      [9, 0],
      [0, 5, 1],
    ]) {
      expect(a.receiveMessage(year, Uint8Array.from(message), 'port').ok).toBe(false)
    }
    expect(a.read()).toBe(before)
  })

  it('loads its own bytes without rotating, in any number of pieces', () => {
    const a = replicaAs(7)
    const stored: Uint8Array[] = []
    a.onUpdate((segment, update) => {
      if (segment === year) stored.push(update)
    })
    const choice = { meeting, owner: ann, kind: 'work' as const, suffix: null, nowMs }
    const id = unwrap(pickTopic(a, choice)).topicId
    setNote(a, id, 'one')
    setNote(a, id, 'one two')
    const again = createReplica({ pairId, random: seededRandom(1) })
    const rotated: number[] = []
    again.onClientIdRotated((clientId) => rotated.push(clientId))
    again.setClientId(7)
    let emitted = 0
    again.onUpdate(() => {
      emitted += 1
    })
    unwrap(again.load(year, stored))
    expect(again.read()).toEqual(a.read())
    expect([rotated, emitted, again.clientId()]).toEqual([[], 0, 7])
    setNote(again, id, 'one two three')
    a.apply(year, again.encode(year), 'x')
    expect(noteOf(a, id)).toBe('one two three')
  })

  it('Y3-client-id-clash: meeting its own id in foreign hands, it takes a fresh one and says so', () => {
    const { a, b, id } = syncedPair()
    b.setClientId(1)
    setNote(b, id, 'base by a double')
    const rotated: number[] = []
    a.onClientIdRotated((clientId) => rotated.push(clientId))
    a.apply(year, b.encode(year), 'sync')
    expect(rotated).toHaveLength(1)
    expect(a.clientId()).toBe(rotated[0])
    expect(a.clientId()).not.toBe(1)
    setNote(a, id, 'base by a double, on')
    b.apply(year, a.encode(year), 'sync')
    expect(noteOf(b, id)).toBe('base by a double, on')
  })
})
