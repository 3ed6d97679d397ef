import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { viewHash } from '../../../lib/document/canonical-content.ts'
import { compareStates, containsState } from '../../../lib/document/compare-states.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { foldUpdates, isEmptyState, isWholeState } from '../../../lib/document/fold-updates.ts'
import { rebaseState } from '../../../lib/document/rebase-state.ts'
import type { Replica } from '../../../lib/document/types.ts'
import {
  ann,
  meeting,
  mulberry32,
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

  it('is seen where the file has deleted what stood under the name: the words must not go with it', () => {
    const write = (client: number, edit: (doc: Y.Doc) => void) => {
      const doc = new Y.Doc()
      doc.clientID = client
      edit(doc)
      return Y.encodeStateAsUpdateV2(doc)
    }
    const before = write(7, (doc) => doc.getMap('topic/a').set('created', 1))
    // Both wrote at once, and the other one's stands.
    const theirs = write(9, (doc) => doc.getMap('topic/a').set('created', 2))
    const remote = foldUpdates([before, theirs]).state
    const read = (states: Uint8Array[]) => {
      const doc = new Y.Doc()
      for (const state of states) Y.applyUpdateV2(doc, state)
      return ['a', 'b'].map((topic) => doc.getMap(`topic/${topic}`).toJSON())
    }
    // Storage went back to before the first word, and the same id wrote another one.
    for (const local of [
      write(7, (doc) => doc.getMap('topic/b').set('title', 'words')),
      write(7, (doc) => doc.getMap('topic/a').set('title', 'words')),
      write(7, (doc) => doc.getText('note/b').insert(0, 'words')),
    ]) {
      // Merging drops it in either order alike: reading the two does not tell.
      expect(read([remote, local])).toEqual(read([local, remote]))
      expect(unwrap(compareStates(remote, local)).isDiverged).toBe(true)
      expect(unwrap(compareStates(local, remote)).isDiverged).toBe(true)
    }
    // The first word alone, as an older copy has it.
    expect(unwrap(compareStates(remote, before)).isDiverged).toBe(false)
  })

  it('is never seen between a copy and what grew out of it, however its operations are cut', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = mulberry32(seed)
      const pick = (count: number) => Math.floor(random() * count)
      const docs = [11, 12].map((client) => {
        const doc = new Y.Doc({ gc: pick(2) === 0 })
        doc.clientID = client
        return doc
      })
      const copies: Uint8Array[] = []
      for (let step = 0; step < 30; step++) {
        const doc = docs[pick(2)] ?? new Y.Doc()
        const text = doc.getText(`note/${pick(2)}`)
        const kind = pick(9)
        if (kind < 3) doc.getMap('topic/x').set(`key${pick(2)}`, step)
        else if (kind < 5 && text.length > 2) text.delete(pick(text.length - 1), 1)
        else text.insert(pick(text.length + 1), 'ab'.repeat(1 + pick(3)))
        if (pick(4) === 0) {
          for (const [from, to] of [docs, [...docs].reverse()]) {
            if (from !== undefined && to !== undefined) {
              Y.applyUpdateV2(to, Y.encodeStateAsUpdateV2(from, Y.encodeStateVector(to)))
            }
          }
        }
        copies.push(Y.encodeStateAsUpdateV2(doc))
      }
      for (let draw = 0; draw < 10; draw++) {
        const [one, other] = [copies[pick(copies.length)], copies[pick(copies.length)]]
        const compared = compareStates(one ?? new Uint8Array(), other ?? new Uint8Array())
        expect(unwrap(compared).isDiverged, `seed ${seed}`).toBe(false)
      }
    }
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
