import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { limits } from '../../../lib/base/limits.ts'
import { canonicalContent } from '../../../lib/document/canonical-content.ts'
import { createDoc } from '../../../lib/document/create-doc.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { setMemoText, writeMemo } from '../../../lib/document/edits/edit-memo.ts'
import { addPromise, changePromise } from '../../../lib/document/edits/edit-promise.ts'
import { setPurpose } from '../../../lib/document/edits/edit-relation.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { markTalked } from '../../../lib/document/edits/place-topic.ts'
import { renderReadable } from '../../../lib/document/file-format/render-readable.ts'
import { segmentsOfOpenPromises } from '../../../lib/document/open-promises.ts'
import { rebaseState } from '../../../lib/document/rebase-state.ts'
import { noteText, topicMap } from '../../../lib/document/roots.ts'
import { carryOver } from '../../../lib/model/carry-over.ts'
import { testWords } from '../../support/readable-words.ts'
import {
  ann,
  ben,
  meeting,
  nowMs,
  pairId,
  replicaAs,
  topicsOf,
  unwrap,
} from '../../support/replica-world.ts'

const year = 'y2026'

function foreign(write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 99
  write(doc)
  return Y.encodeStateAsUpdateV2(doc)
}

describe('what another hand wrote', () => {
  it('A4-poisoned: bad registers read as absent, the others are shown', () => {
    const replica = replicaAs(1)
    const memo = { meeting, topicId: null, kind: 'point' as const, suffix: 'e1', nowMs }
    const { memoId } = unwrap(writeMemo(replica, { ...memo, by: ann, text: 'kept' }))
    const { topicId } = unwrap(
      pickTopic(replica, { meeting, owner: ann, kind: 'work', suffix: null, nowMs }),
    )
    const local = memoId.slice(year.length + 1)
    unwrap(
      replica.apply(
        year,
        foreign((doc) => {
          const entry = doc.getMap(`memo-entry/${local}`)
          entry.set('kind', 'shout')
          entry.set('author', 'ann')
          entry.set('order', {})
          entry.set('created', 'now')
          entry.set('by:nobody', true)
          entry.set(`by:${ben}`, 'yes')
          doc.getMap('memo-entry/%zz/all/point').set('author', ann)
          doc.getText('memo-entry/a/all/keep').insert(0, 'a text where registers belong')
          doc.getMap(`nuance/${local}~n1`).set('quote', 7)
          doc.getMap(`nuance/${local}~n2`).set('quote', 'q')
          doc.getMap(`nuance/${local}~n2`).set('resolved', Number.POSITIVE_INFINITY)
          doc.getMap('nuance/nowhere|/all/point~n3').set('quote', 'waits unseen')
          const meetingMap = doc.getMap(`meeting/${meeting.key}`)
          meetingMap.set(`ended:${ben}`, 'yes')
          meetingMap.set('ended:someone', nowMs)
          meetingMap.set('calledOff', 1)
          meetingMap.set('day', '2026-02-31')
          const topic = doc.getMap(`topic/${topicId.slice(year.length + 1)}`)
          topic.set('movedTo', '')
          topic.set('talked', 'yes')
          topic.set('talkedIn', 'x'.repeat(limits.keyLength + 1))
        }),
        'poison',
      ),
    )
    unwrap(
      replica.apply(
        'core',
        foreign((doc) => {
          doc.getMap('promise/p1').set('owner', 'ben')
          doc.getMap('promise/p1').set('due', '2026-13-01')
          doc.getMap('promise/p1').set('done', true)
          doc.getMap('promise/a b').set('owner', ann)
          doc.getArray('open-promises').push([7, 'No/Segment', 'y2024', { y: 1 }, new Y.Map()])
          doc.getMap('pair').set('period', 'p0')
          doc.getMap('relation/p1').set('cadenceDays', 1e9)
          doc.getMap('relation/p1').set('axis', 'sideways')
          doc.getMap('relation/p1').set('carries', 'yes')
          doc.getMap('relation/p1').set('startedDay', '1st of May')
          doc.getMap('relation/__proto__').set('kind', 'boss')
          doc.getText(`farewell/p1/${ann}/secret`).insert(0, 'x')
          doc.getMap('alias').set('__proto__', ann)
          doc.getMap('alias').set(ann, '__proto__')
          doc.getMap('alias').set(ben, ben)
          doc.getMap('alias').set(ann.replace('a', 'A'), ben)
        }),
        'poison',
      ),
    )
    const view = replica.read()
    expect(view.meetings).toHaveLength(1)
    expect(view.meetings[0]).toMatchObject({ ended: [], isCalledOff: false, day: null })
    expect(view.meetings[0]?.memos).toEqual([
      expect.objectContaining({
        text: 'kept',
        kind: 'point',
        author: null,
        writers: [ann],
        order: '',
        createdMs: 0,
        nuances: [expect.objectContaining({ resolvedMs: null, reply: '' })],
      }),
    ])
    expect(topicsOf(view).get(topicId)).toMatchObject({ meeting: meeting.key, talkedMs: null })
    expect(view.promises).toEqual([
      expect.objectContaining({
        id: 'core/p1',
        owner: null,
        dueDay: null,
        isDone: false,
        text: '',
      }),
    ])
    expect(segmentsOfOpenPromises(replica)).toEqual(['y2024'])
    expect(view.period).toMatchObject({
      id: 'p1',
      cadenceDays: null,
      axis: null,
      isCarrying: null,
      startedDay: null,
      farewells: [],
    })
    expect(view.pastPeriods).toEqual([])
    expect(view.aliases).toEqual({})
    expect(({} as Record<string, unknown>).owner).toBeUndefined()
    expect(setMemoText(replica, memoId, 'still editable', ann).ok).toBe(true)
  })

  it('A3-unknown-field: registers and kinds of a later version survive edits', () => {
    const replica = replicaAs(1)
    const memo = { meeting, topicId: null, kind: 'point' as const, suffix: null, nowMs }
    const { memoId } = unwrap(writeMemo(replica, { ...memo, by: ann, text: 'x' }))
    const local = memoId.slice(year.length + 1)
    replica.apply(
      year,
      foreign((doc) => {
        doc.getMap(`memo-entry/${local}`).set('colour', 'green')
        doc.getText('memo/m|/all/mood').insert(0, 'a kind of the future')
        doc.getMap('memo-entry/m|/all/mood').set('author', ann)
      }),
      'newer',
    )
    setMemoText(replica, memoId, 'xy', ben)
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, replica.encode(year))
    expect(doc.getMap(`memo-entry/${local}`).get('colour')).toBe('green')
    expect(doc.getText('memo/m|/all/mood').toString()).toBe('a kind of the future')
    expect(replica.read().meetings.map(({ key }) => key)).toEqual([meeting.key])
  })
})

describe('a divergence', () => {
  it('is ended without losing a word of a memo, a promise or a purpose', () => {
    const before = replicaAs(1)
    const memo = { meeting, topicId: null, kind: 'point' as const, suffix: null, nowMs }
    const { memoId } = unwrap(writeMemo(before, { ...memo, by: ann, text: 'base' }))
    const promise = {
      suffix: 'p1',
      owner: ann,
      text: 'base',
      dueDay: null,
      whenWhere: '',
      meeting: null,
      nowMs,
    }
    addPromise(before, promise)
    // The same id used twice: once before the store lost what was written, once after.
    const sides = ['theirs', 'ours'].map((side) => {
      const replica = createReplica({ pairId })
      for (const segment of before.segments()) replica.load(segment, [before.encode(segment)])
      replica.setClientId(1)
      setMemoText(replica, memoId, `base ${side}`, ann)
      changePromise(replica, 'y2026/p1', { text: `base ${side}` })
      setPurpose(replica, side)
      const choice = { meeting, owner: ann, suffix: null, nowMs }
      if (side === 'ours') {
        const { topicId } = unwrap(pickTopic(replica, { ...choice, kind: 'work' }))
        markTalked(replica, topicId, meeting, nowMs)
      }
      return replica
    })
    const [theirs, ours] = sides
    if (theirs === undefined || ours === undefined) throw new Error('two sides')
    const merged = createReplica({ pairId })
    for (const segment of [year, 'core']) {
      const state = rebaseState(segment, theirs.encode(segment), ours.encode(segment), 77)
      merged.load(segment, [unwrap(state)])
    }
    const view = merged.read()
    const texts = [view.meetings[0]?.memos[0]?.text, view.promises[0]?.text, view.period.purpose]
    for (const text of texts) {
      expect(text).toContain('theirs')
      expect(text).toContain('ours')
    }
    expect(view.meetings[0]?.topics[0]).toMatchObject({ kind: 'work', talkedMs: nowMs })
  })
})

describe('a document of 10,000 topics', () => {
  const count = 10_000
  const local = (at: number) => `${meeting.key}/${ann}/custom.s${at}`
  const state = foreign((doc) => {
    doc.share = createDoc().share
    doc.transact(() => {
      for (let at = 0; at < count; at++) {
        const map = topicMap(doc, local(at))
        map.set('created', nowMs)
        map.set('order', `a${String(at).padStart(5, '0')}`)
        map.set('title', `題 ${at}`)
        noteText(doc, local(at)).insert(0, 'これからのこと。'.repeat(4))
      }
    })
  })

  it('is read, carried over and written out without losing or repeating any', () => {
    const replica = replicaAs(1)
    unwrap(replica.load(year, [state]))
    expect(replica.read().meetings[0]?.topics).toHaveLength(count)
    const next = { key: 'next|', startMs: nowMs + 7 * 24 * 3600 * 1000, day: null }
    const view = replica.read()
    expect(carryOver({ view, meeting: next, nowMs: next.startMs }).topics).toHaveLength(count)
    const text = renderReadable(view, testWords, nowMs)
    expect(text.match(/^- \*\*題 /gm)).toHaveLength(limits.topicsShown)
    expect(text).toContain(`More: ${count - limits.topicsShown}`)
    expect(text.length).toBeLessThan(60_000)
    expect(canonicalContent(reload(replica.encode(year)))).toBe(canonicalContent(reload(state)))
  })

  it('is encoded by a walk that begins where the last one stopped', () => {
    const doc = reload(state)
    const lookups = vi.spyOn(doc.share, 'get')
    const encoded = Y.encodeStateAsUpdateV2(doc)
    // A walk over all roots for every item would be hundreds of millions.
    expect(lookups.mock.calls.length).toBeLessThan(count * 20)
    lookups.mockRestore()
    const plain = new Y.Doc()
    Y.applyUpdateV2(plain, encoded)
    expect(plain.getMap(`topic/${local(count - 1)}`).get('title')).toBe(`題 ${count - 1}`)
  })

  function reload(bytes: Uint8Array): Y.Doc {
    const doc = createDoc()
    Y.applyUpdateV2(doc, bytes)
    return doc
  }
})

describe('enormous texts', () => {
  it('are kept whole, shown up to a limit, and written out in short', () => {
    const replica = replicaAs(1)
    const sheets = Array.from({ length: 40 }, (_, at) => `s${at}`)
    for (const suffix of sheets) {
      const memo = { meeting, topicId: null, kind: 'point' as const, suffix, nowMs }
      unwrap(writeMemo(replica, { ...memo, by: ann, text: 'あ'.repeat(limits.textLength) }))
    }
    const text = renderReadable(replica.read(), testWords, nowMs)
    expect(text.length).toBeLessThan(50_000)
    const later = renderReadable(replica.read(), testWords, nowMs + 30 * 24 * 3600 * 1000)
    expect(later.length).toBeLessThan(10_000)
    expect(replica.read().meetings[0]?.memos.every((memo) => memo.text.length === 20_000)).toBe(
      true,
    )
  })
})
