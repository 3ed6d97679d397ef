import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { compareStates, containsState } from '../../../lib/document/compare-states.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import {
  removeTopic,
  restoreTopic,
  setNote,
  setResponse,
  setTitle,
} from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { foldUpdates } from '../../../lib/document/fold-updates.ts'
import type { Replica } from '../../../lib/document/types.ts'
import {
  ann,
  ben,
  meeting,
  nowMs,
  pairId,
  replicaAs,
  syncAll,
  topicsOf,
  unwrap,
} from '../../support/replica-world.ts'
import { noteOf, syncedPair, year } from '../../support/synced-pair.ts'

function compare(remote: Replica, local: Replica) {
  const compared = unwrap(compareStates(remote.encode(year), local.encode(year)))
  expect(unwrap(containsState(remote.encode(year), local.encode(year)))).toBe(compared.isContained)
  return compared
}

const nothingNew = { isContained: true, news: null, isDiverged: false, aheadClientIds: [] }

describe('merging', () => {
  it('J1-both-edit-same-note: text keeps both edits, a register has one winner on both', () => {
    const { a, b, id } = syncedPair()
    setNote(a, id, 'base from Ann')
    setNote(b, id, 'base from Ben')
    setResponse(a, id, 'listen')
    setResponse(b, id, 'advice')
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(noteOf(a, id)).toContain('Ann')
    expect(noteOf(a, id)).toContain('Ben')
    expect(topicsOf(a.read()).size).toBe(1)
  })

  it('J2-remote-delete-local-edit: the topic stays removed, its edited words are kept and come back', () => {
    const { a, b, id } = syncedPair()
    removeTopic(a, id)
    setNote(b, id, 'base, and more')
    syncAll(a, b)
    for (const replica of [a, b]) {
      expect(topicsOf(replica.read()).get(id)).toMatchObject({
        isRemoved: true,
        note: 'base, and more',
      })
    }
    restoreTopic(b, id)
    syncAll(a, b)
    expect(topicsOf(a.read()).get(id)).toMatchObject({ isRemoved: false, note: 'base, and more' })
  })

  it('J3-both-delete: removed, no conflict', () => {
    const { a, b, id } = syncedPair()
    removeTopic(a, id)
    removeTopic(b, id)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(topicsOf(a.read()).get(id)?.isRemoved).toBe(true)
    expect(topicsOf(a.read()).size).toBe(1)
  })

  it('J4-parent-deleted-child-added: a meeting cleared here and filled there shows the new topic', () => {
    const { a, b, id } = syncedPair()
    removeTopic(a, id)
    const added = unwrap(
      pickTopic(b, { meeting, owner: ben, kind: 'work', suffix: null, nowMs }),
    ).topicId
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(a.read().meetings).toHaveLength(1)
    expect(topicsOf(a.read()).get(added)?.isRemoved).toBe(false)
  })

  it('J10-utf8: emoji, marks, right-to-left, CJK and lone surrogates read the same on both', () => {
    const { a, b, id } = syncedPair()
    const text = '👩‍👩‍👧‍👦 が\u3099 שלום مرحبا 余白 \u{20BB7} e\u0301'
    setNote(a, id, `${text}\ud83d`)
    setTitle(a, id, 'x\udc00y')
    syncAll(a, b)
    expect(noteOf(a, id)).toBe(`${text}\ufffd`)
    expect(topicsOf(b.read()).get(id)?.title).toBe('x\ufffdy')
    setNote(b, id, `${text.replace('👩‍👩', '👨‍👩')}\ufffd`)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(noteOf(a, id)).not.toContain('\ufffd\ufffd')
    expect(noteOf(a, id)?.isWellFormed()).toBe(true)
  })

  it('K1-merge-self: merging a document into itself changes nothing', () => {
    const { a } = syncedPair()
    const before = a.encode(year)
    expect(unwrap(a.apply(year, before, 'self'))).toEqual({ isChanged: false, isPending: false })
    expect(a.encode(year)).toEqual(before)
    expect(foldUpdates([before, before]).state).toEqual(before)
    expect(a.clientId()).toBe(1)
  })

  it('K3-later-wins-both-ways: the register written later, having seen the other, wins', () => {
    for (const [first, second] of [
      [1, 2],
      [2, 1],
    ]) {
      const a = replicaAs(first ?? 0)
      const b = replicaAs(second ?? 0)
      changePeriod(a, { kind: 'boss' })
      syncAll(a, b)
      changePeriod(b, { kind: 'mentor' })
      syncAll(a, b)
      expect([a.read().relation, b.read().relation]).toEqual(['mentor', 'mentor'])
      changePeriod(a, { kind: 'lateral' })
      syncAll(b, a)
      expect([a.read().relation, b.read().relation]).toEqual(['lateral', 'lateral'])
    }
  })

  it('A1-late-old-message: an older write that arrives late does not undo a newer one', () => {
    const a = replicaAs(9)
    const b = replicaAs(2)
    const late: Uint8Array[] = []
    a.onUpdate((_segment, update) => late.push(update))
    changePeriod(a, { kind: 'boss' })
    changePeriod(a, { kind: 'mentor' })
    b.apply('core', late[1] ?? new Uint8Array(), 'new')
    expect(b.read().relation).toBeNull()
    b.apply('core', late[0] ?? new Uint8Array(), 'old')
    expect(b.read().relation).toBe('mentor')
    b.apply('core', late[0] ?? new Uint8Array(), 'old again')
    expect(b.read().relation).toBe('mentor')
  })

  it('A2-duplicate: the same update twice changes nothing', () => {
    const { a, b, id } = syncedPair()
    const updates: Uint8Array[] = []
    a.onUpdate((_segment, update) => updates.push(update))
    setNote(a, id, 'base!')
    const [update = new Uint8Array()] = updates
    expect(unwrap(b.apply(year, update, 'x')).isChanged).toBe(true)
    const before = b.read()
    expect(unwrap(b.apply(year, update, 'x')).isChanged).toBe(false)
    expect(b.read()).toBe(before)
  })

  it('D9-delete-only: a deletion alone is not contained in the remote', () => {
    const { a, b, id } = syncedPair()
    expect(compare(b, a)).toEqual(nothingNew)
    setNote(a, id, 'bas')
    expect(compare(b, a).isContained).toBe(false)
    expect(compare(a, b).isContained).toBe(true)
    syncAll(a, b)
    expect(noteOf(b, id)).toBe('bas')
  })

  it('D10-concurrent-create: both texts are there when both make the same topic offline', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const choice = { meeting, owner: ann, kind: 'work' as const, suffix: null, nowMs }
    const id = unwrap(pickTopic(a, choice)).topicId
    pickTopic(b, choice)
    setNote(a, id, 'left')
    setNote(b, id, 'right')
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(noteOf(a, id)).toMatch(/left/)
    expect(noteOf(a, id)).toMatch(/right/)
  })

  it('D7-clock-skew: absurd clocks order nothing', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const farMs = nowMs + 366 * 24 * 3600 * 1000
    const undated = { key: 'undated|', startMs: null, day: null }
    const choice = { meeting: undated, owner: ann, kind: 'work' as const, suffix: null }
    const id = unwrap(pickTopic(a, { ...choice, nowMs: farMs })).topicId
    syncAll(a, b)
    expect(unwrap(pickTopic(b, { ...choice, nowMs })).topicId).toBe(id)
    setResponse(a, id, 'listen')
    syncAll(a, b)
    setResponse(b, id, 'view')
    syncAll(a, b)
    expect(topicsOf(a.read()).get(id)?.response).toBe('view')
  })
})

describe('encodings', () => {
  it('Y2-encodings: V1, V2, merged and difference updates read the same', () => {
    const { a, b, id } = syncedPair()
    setNote(b, id, 'base and a difference')
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, b.encode(year))
    const v1 = Y.encodeStateAsUpdate(doc)
    const difference = Y.diffUpdateV2(
      b.encode(year),
      Y.encodeStateVectorFromUpdateV2(a.encode(year)),
    )
    const merged = Y.mergeUpdatesV2([a.encode(year), difference])
    for (const updates of [
      [Y.convertUpdateFormatV1ToV2(v1)],
      [merged],
      [a.encode(year), difference],
      [difference, a.encode(year)],
    ]) {
      const replica = createReplica({ pairId })
      for (const update of updates) unwrap(replica.apply(year, update, 'x'))
      expect(replica.read()).toEqual(b.read())
    }
    // Trap 9: V1 bytes must never pass for an empty V2 document.
    expect(createReplica({ pairId }).apply(year, v1, 'v1').ok).toBe(false)
  })
})
