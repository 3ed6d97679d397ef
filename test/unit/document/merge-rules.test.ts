import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { viewHash } from '../../../lib/document/canonical-content.ts'
import { compareStates, containsState } from '../../../lib/document/compare-states.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import {
  removeTopic,
  restoreTopic,
  setNote,
  setResponse,
  setTitle,
} from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { foldUpdates, isEmptyState, isWholeState } from '../../../lib/document/fold-updates.ts'
import { rebaseState } from '../../../lib/document/rebase-state.ts'
import type { Replica } from '../../../lib/document/types.ts'
import {
  ann,
  ben,
  meeting,
  nowMs,
  pairId,
  replicaAs,
  seededRandom,
  syncAll,
  topicsOf,
  unwrap,
} from '../../support/replica-world.ts'

const year = 'y2026'
const noBytes = new Uint8Array(0)

/** Two replicas in sync, with one topic of Ann's. */
function syncedPair(): { a: Replica; b: Replica; id: string } {
  const a = replicaAs(1)
  const b = replicaAs(2)
  const choice = { meeting, owner: ann, kind: 'career' as const, suffix: null, nowMs }
  const id = unwrap(pickTopic(a, choice)).topicId
  setNote(a, id, 'base')
  syncAll(a, b)
  return { a, b, id }
}

function noteOf(replica: Replica, id: string): string | undefined {
  return topicsOf(replica.read()).get(id)?.note
}

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

describe('comparing states', () => {
  it('answers equal bytes at once and sees what only one side has', () => {
    const { a, b, id } = syncedPair()
    expect(unwrap(compareStates(a.encode(year), a.encode(year))).isContained).toBe(true)
    setNote(b, id, 'base, more')
    expect(compare(b, a).isContained).toBe(true)
    expect(compare(a, b).isContained).toBe(false)
  })

  it('gives the same answer whether deleted words were collected or not', () => {
    const doc = new Y.Doc({ gc: false })
    doc.clientID = 5
    doc.getText('note/x').insert(0, 'words that go away')
    doc.getText('note/x').delete(0, 9)
    const kept = Y.encodeStateAsUpdateV2(doc)
    const collected = foldUpdates([kept]).state
    expect(collected.length).toBeLessThan(kept.length)
    for (const [remote, local] of [
      [kept, collected],
      [collected, kept],
    ]) {
      const answer = compareStates(remote ?? kept, local ?? kept)
      expect(unwrap(answer)).toEqual(nothingNew)
    }
  })

  it('does not call a state contained while part of it still waits', () => {
    const { a, b, id } = syncedPair()
    const updates: Uint8Array[] = []
    a.onUpdate((_segment, update) => updates.push(update))
    setNote(a, id, 'base 1')
    setNote(a, id, 'base 1 2')
    const remote = b.encode(year)
    expect(unwrap(b.apply(year, updates[1] ?? new Uint8Array(), 'gap'))).toMatchObject({
      isChanged: true,
      isPending: true,
    })
    expect(isWholeState(b.encode(year))).toBe(false)
    expect(isWholeState(remote)).toBe(true)
    expect(unwrap(compareStates(remote, b.encode(year))).isContained).toBe(false)
    expect(unwrap(compareStates(b.encode(year), b.encode(year))).isContained).toBe(true)
    expect(unwrap(b.apply(year, updates[0] ?? new Uint8Array(), 'gap')).isPending).toBe(false)
    expect(noteOf(b, id)).toBe('base 1 2')
  })

  it('says corrupt for bytes that are no state', () => {
    const { a } = syncedPair()
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array([1, 2, 3]),
      new Uint8Array(50).fill(255),
    ]) {
      expect(compareStates(bytes, a.encode(year))).toEqual({ ok: false, error: 'corrupt' })
      expect(compareStates(a.encode(year), bytes)).toEqual({ ok: false, error: 'corrupt' })
      expect(containsState(bytes, a.encode(year))).toEqual({ ok: false, error: 'corrupt' })
      expect(isWholeState(bytes)).toBe(false)
      expect(isEmptyState(bytes)).toBe(false)
    }
  })
})

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

describe('divergence (client id used twice)', () => {
  it('is detected by equal snapshots that read differently, and repaired without losing words', () => {
    const { a, b, id } = syncedPair()
    const lost = a.encode(year)
    setNote(a, id, 'base UPLOADED')
    b.apply(year, a.encode(year), 'sync')
    // The upload was done, the local commit lost; the same id goes on offline.
    const restored = replicaAs(1)
    restored.load(year, [lost])
    setNote(restored, id, 'base offline!')
    restored.apply(year, b.encode(year), 'sync')
    expect(compare(b, restored)).toMatchObject({ isContained: true, news: null, isDiverged: true })
    const rebased = unwrap(rebaseState(year, b.encode(year), restored.encode(year), 4242))
    const repaired = replicaAs(4242)
    repaired.load(year, [rebased])
    expect(noteOf(repaired, id)).toBe('base UPLOADED')
    const copies = [...topicsOf(repaired.read()).values()].filter((topic) => topic.id !== id)
    expect(copies).toEqual([
      expect.objectContaining({
        kind: 'career',
        owner: ann,
        meeting: meeting.key,
        note: expect.stringContaining('offline!'),
      }),
    ])
    syncAll(repaired, b)
    expect(b.read()).toEqual(repaired.read())
    expect(compare(b, repaired)).toEqual(nothingNew)
  })

  it('is seen before any merge, and names the id the file is ahead under', () => {
    const { a, b, id } = syncedPair()
    const lost = a.encode(year)
    setNote(a, id, 'base, a long upload')
    b.apply(year, a.encode(year), 'sync')
    const restored = replicaAs(1)
    restored.load(year, [lost])
    setNote(restored, id, 'base, short')
    expect(compare(b, restored)).toMatchObject({ isDiverged: true, aheadClientIds: [1] })
  })

  it('is not seen where two histories simply differ', () => {
    const { a, b, id } = syncedPair()
    setNote(a, id, 'A')
    setNote(b, id, 'B')
    const compared = compare(a, b)
    expect(compared).toMatchObject({ isContained: false, isDiverged: false, aheadClientIds: [1] })
    unwrap(b.apply(year, compared.news ?? new Uint8Array(), 'news'))
    expect(compare(a, b)).toMatchObject({ isContained: false, news: null })
    a.apply(year, b.encode(year), 'sync')
    expect(a.read()).toEqual(b.read())
  })

  it('gives back what only this side shows, whatever kind of root it is', () => {
    const write = (edit: (doc: Y.Doc) => void) => {
      const doc = new Y.Doc()
      doc.clientID = 6
      edit(doc)
      return Y.encodeStateAsUpdateV2(doc)
    }
    const local = write((doc) => {
      doc.getText('memo/x').insert(0, 'ours')
      doc.getMap('pair').set('relation', 'boss')
      doc.getMap(`topic/k|/${ann}/work`).set('created', 5)
      doc.getText(`note/k|/${ann}/work`).insert(0, 'only here')
      doc.getMap('topic/from-the-future').set('x', 1)
    })
    const remote = write((doc) => doc.getText('memo/x').insert(0, 'theirs'))
    const rebased = new Y.Doc()
    Y.applyUpdateV2(rebased, unwrap(rebaseState(year, remote, local, 7)))
    expect(rebased.getText('memo/x').toString()).toBe('theirs\nours')
    expect(rebased.getMap('pair').get('relation')).toBe('boss')
    expect(rebased.getText(`note/k|/${ann}/work`).toString()).toBe('only here')
    expect(rebased.getMap('topic/from-the-future').get('x')).toBe(1)
    for (const bad of [
      rebaseState(year, new Uint8Array(3), local, 7),
      rebaseState(year, remote, new Uint8Array(3), 7),
      // Not a fresh id.
      rebaseState(year, remote, local, 6),
    ]) {
      expect(bad).toEqual({ ok: false, error: 'corrupt' })
    }
  })

  it('hashes what is read, not how it was made', async () => {
    const { a, b, id } = syncedPair()
    const hash = await viewHash(a, year, platformSha256)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await viewHash(b, year, platformSha256)).toBe(hash)
    setNote(a, id, 'base x')
    expect(await viewHash(a, year, platformSha256)).not.toBe(hash)
    setNote(a, id, 'base')
    expect(await viewHash(a, year, platformSha256)).toBe(hash)
    expect(await viewHash(a, 'y1999', platformSha256)).toHaveLength(64)
  })
})

describe('what other versions and other hands wrote', () => {
  function foreign(write: (doc: Y.Doc) => void): Uint8Array {
    const doc = new Y.Doc()
    doc.clientID = 99
    write(doc)
    return Y.encodeStateAsUpdateV2(doc)
  }

  it('A3-unknown-field: unknown roots, registers and segments survive reading, editing and writing', () => {
    const { a, id } = syncedPair()
    const local = id.slice(year.length + 1)
    a.apply(
      year,
      foreign((doc) => {
        doc.getMap(`topic/${local}`).set('mood', 'new in version 9')
        doc.getText('memo/m1').insert(0, 'a memo of the future')
        doc.getMap('topic/strange-id').set('x', 1)
        doc.getArray('list/of/things').push([1, { deep: [true] }])
      }),
      'newer',
    )
    a.apply(
      'z-future',
      foreign((doc) => doc.getText('t').insert(0, 'kept')),
      'newer',
    )
    setNote(a, id, 'edited by the older version')
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, a.encode(year))
    expect(doc.getMap(`topic/${local}`).get('mood')).toBe('new in version 9')
    expect(doc.getText('memo/m1').toString()).toBe('a memo of the future')
    expect(doc.getMap('topic/strange-id').get('x')).toBe(1)
    expect(doc.getArray('list/of/things').toJSON()).toEqual([1, { deep: [true] }])
    const future = new Y.Doc()
    Y.applyUpdateV2(future, a.encode('z-future'))
    expect(future.getText('t').toString()).toBe('kept')
  })

  it('A4-poisoned: registers of the wrong kind read as absent, the others are shown', () => {
    const { a, id } = syncedPair()
    const local = id.slice(year.length + 1)
    a.apply(
      year,
      foreign((doc) => {
        const map = doc.getMap(`topic/${local}`)
        map.set('response', 'shout')
        map.set('title', { evil: true })
        map.set('removed', 'yes')
        map.set('created', Number.POSITIVE_INFINITY)
        map.set('order', 7)
        doc.getMap('meeting/%zz').set('startMs', 1)
        doc.getMap(`meeting/${meeting.key}`).set('startMs', 'soon')
        doc.getMap(`meeting/${meeting.key}`).set(`seen:${ben}`, nowMs)
        doc.getMap(`meeting/${meeting.key}`).set('seen:someone', nowMs)
        doc.getText(`topic/y/${ann}/work`).insert(0, 'a text where registers belong')
      }),
      'poison',
    )
    expect(a.read().meetings).toEqual([
      {
        key: meeting.key,
        startMs: null,
        day: null,
        seen: [{ member: ben, atMs: nowMs }],
        memos: [],
        ended: [],
        isCalledOff: false,
        topics: [
          expect.objectContaining({
            id,
            note: 'base',
            response: null,
            title: '',
            isRemoved: false,
            createdMs: 0,
            order: '',
          }),
        ],
      },
    ])
    expect(setResponse(a, id, 'view').ok).toBe(true)
    expect(topicsOf(a.read()).get(id)?.response).toBe('view')
  })

  it('A5-injection-key: __proto__, constructor and quotes are plain words', () => {
    const a = replicaAs(1)
    a.apply(
      'core',
      foreign((doc) => {
        doc.getMap('__proto__').set('polluted', true)
        doc.getMap('member/__proto__').set('name', 'x')
        doc.getMap('pair').set('__proto__', 'boss')
        doc.getMap('pair').set('constructor', 'boss')
        doc.getMap('pair').set('relation', 'constructor')
        doc.getMap(`topic/__proto__/${ann}/work`).set('created', 1)
        doc.getMap(`topic/"; DROP TABLE/${ann}/work`).set('__proto__', { polluted: true })
      }),
      'inject',
    )
    const view = a.read()
    expect(view.relation).toBeNull()
    expect(view.members).toEqual([])
    expect(view.meetings.map(({ key }) => key)).toEqual(['"; DROP TABLE', '__proto__'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('keeps editing in the right place where a text holds more than characters', () => {
    const { a, id } = syncedPair()
    const doc = new Y.Doc()
    doc.clientID = 98
    Y.applyUpdateV2(doc, a.encode(year))
    doc.getText(`note/${id.slice(year.length + 1)}`).insertEmbed(2, { image: 'x' })
    a.apply(year, Y.encodeStateAsUpdateV2(doc), 'embed')
    expect(noteOf(a, id)).toBe('base')
    setNote(a, id, 'basement')
    expect(noteOf(a, id)).toBe('basement')
    setNote(a, id, 'cement')
    expect(noteOf(a, id)).toBe('cement')
    setNote(a, id, '')
    expect(noteOf(a, id)).toBe('')
  })

  it('keeps markup as text', () => {
    const { a, b, id } = syncedPair()
    const markup = '<img src=x onerror=alert(1)> <!-- --> [a](javascript:1)'
    setNote(a, id, markup)
    describeMember(a, { id: ann, name: '<b>Ann</b>', email: null, homeFile: null })
    syncAll(a, b)
    expect(noteOf(b, id)).toBe(markup)
    expect(b.read().members[0]?.name).toBe('<b>Ann</b>')
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
