import { describe, expect, it } from 'vitest'
import { limits } from '../../../lib/base/limits.ts'
import {
  type MemoChoice,
  memoIdFor,
  removeMemo,
  restoreMemo,
  setMemoText,
  writeMemo,
} from '../../../lib/document/edits/edit-memo.ts'
import {
  markNuance,
  removeNuance,
  resolveNuance,
  restoreNuance,
  setNuanceReply,
} from '../../../lib/document/edits/edit-nuance.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { formatMemoId, parseMemoId, parseNuanceId } from '../../../lib/document/memo-id.ts'
import type { Replica } from '../../../lib/document/types.ts'
import { locateQuote, quoteAt } from '../../../lib/model/locate-quote.ts'
import type { Memo } from '../../../lib/model/memo.ts'
import {
  ann,
  ben,
  countUpdates,
  meeting,
  nowMs,
  replicaAs,
  syncAll,
  unwrap,
} from '../../support/replica-world.ts'

const whole: MemoChoice = { meeting, topicId: null, kind: 'point', suffix: null, nowMs }

function write(replica: Replica, text: string, by = ann, choice: Partial<MemoChoice> = {}): string {
  return unwrap(writeMemo(replica, { ...whole, ...choice, by, text })).memoId
}

function memos(replica: Replica): Memo[] {
  return replica.read().meetings.flatMap((view) => view.memos)
}

function memo(replica: Replica, id: string): Memo {
  const found = memos(replica).find((one) => one.id === id)
  if (found === undefined) throw new Error(`no memo ${id}`)
  return found
}

describe('a memo', () => {
  it('has a sheet per kind and scope that both find without agreeing', () => {
    const replica = replicaAs(1)
    const id = write(replica, '要点')
    expect(id).toBe('y2026/event1@google.com|20261120T010000Z/all/point')
    expect(memo(replica, id)).toEqual({
      id,
      meeting: meeting.key,
      topicId: null,
      kind: 'point',
      isSheet: true,
      author: ann,
      writers: [ann],
      text: '要点',
      order: 'a0',
      createdMs: nowMs,
      isRemoved: false,
      nuances: [],
    })
    expect(replica.read().meetings[0]).toMatchObject({ startMs: nowMs, topics: [] })
  })

  it('D10-concurrent-create: two who begin the same sheet offline write into one text', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = write(a, 'from Ann')
    expect(write(b, 'from Ben', ben)).toBe(id)
    syncAll(a, b)
    expect(memos(a)).toHaveLength(1)
    expect(memo(a, id).text).toContain('from Ann')
    expect(memo(a, id).text).toContain('from Ben')
    expect(memo(a, id).writers).toEqual([ann, ben])
    expect(a.read()).toEqual(b.read())
  })

  it('J1-both-edit-same-note: merges both people letter by letter', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = write(a, 'one two')
    syncAll(a, b)
    setMemoText(a, id, 'one and two', ann)
    setMemoText(b, id, 'one two three', ben)
    syncAll(a, b)
    expect(memo(a, id).text).toBe('one and two three')
    expect(a.read()).toEqual(b.read())
  })

  it('belongs to a topic, wherever the topic was made', () => {
    const replica = replicaAs(1)
    const choice = { meeting, owner: ann, kind: 'career' as const, suffix: null, nowMs }
    const here = unwrap(pickTopic(replica, choice)).topicId
    const other = { key: 'a/b%|', startMs: nowMs, day: null }
    const elsewhere = unwrap(pickTopic(replica, { ...choice, meeting: other })).topicId
    for (const topicId of [here, elsewhere]) {
      const id = write(replica, 'x', ann, { topicId })
      expect(memo(replica, id)).toMatchObject({ topicId, meeting: meeting.key })
      expect(memoIdFor(replica, { ...whole, topicId })).toBe(id)
    }
    expect(memos(replica)).toHaveLength(2)
  })

  it('has further entries beside the sheet', () => {
    const replica = replicaAs(1)
    write(replica, 'sheet')
    const entry = write(replica, 'entry', ben, { suffix: 'x1' })
    expect(memo(replica, entry)).toMatchObject({ isSheet: false, kind: 'point', author: ben })
    expect(memoIdFor(replica, { ...whole, suffix: 'x1' })).toBe(entry)
  })

  it('J2-remote-delete-local-edit: removed here and edited there, its words are all kept and come back', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = write(a, 'base')
    syncAll(a, b)
    removeMemo(a, id)
    setMemoText(b, id, 'base, and more', ben)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(memo(a, id)).toMatchObject({ isRemoved: true, text: 'base, and more' })
    restoreMemo(b, id)
    syncAll(a, b)
    expect(memo(a, id)).toMatchObject({ isRemoved: false, text: 'base, and more' })
  })

  it('put back by writing on a removed sheet, it has its old words too', () => {
    const replica = replicaAs(1)
    const id = write(replica, 'old words')
    removeMemo(replica, id)
    write(replica, 'new', ben)
    expect(memo(replica, id)).toMatchObject({ isRemoved: false, text: 'old words\nnew' })
  })

  it('writes nothing that is not new, and one update for one edit', () => {
    const replica = replicaAs(1)
    expect(countUpdates(replica, () => write(replica, 'x'))).toBe(1)
    expect(countUpdates(replica, () => write(replica, 'x'))).toBe(0)
    expect(countUpdates(replica, () => restoreMemo(replica, memoIdFor(replica, whole)))).toBe(0)
  })

  it('is refused where it is too long, of nobody, or not there', () => {
    const replica = replicaAs(1)
    const long = 'x'.repeat(limits.textLength + 1)
    expect(writeMemo(replica, { ...whole, by: ann, text: long })).toEqual({
      ok: false,
      error: 'text/too-long',
    })
    expect(writeMemo(replica, { ...whole, by: 'nobody', text: 'x' }).ok).toBe(false)
    expect(writeMemo(replica, { ...whole, suffix: 'a b', by: ann, text: 'x' }).ok).toBe(false)
    expect(writeMemo(replica, { ...whole, topicId: 'odd', by: ann, text: 'x' }).ok).toBe(false)
    const missing = { ok: false, error: 'missing' }
    expect(setMemoText(replica, 'y2026/m|/all/point', 'x', ann)).toEqual(missing)
    expect(removeMemo(replica, '__proto__')).toEqual(missing)
    expect(replica.read().meetings).toEqual([])
  })

  it('J10-utf8: keeps emoji, marks and right-to-left text whole while both type', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const text = '👩‍👩‍👧 が\u3099 שלום'
    const id = write(a, `${text}\ud83d`)
    syncAll(a, b)
    setMemoText(a, id, `x${text}\ufffd`, ann)
    setMemoText(b, id, `${text.replace('👩‍👩', '👨‍👩')}\ufffd`, ben)
    syncAll(a, b)
    expect(memo(a, id).text).toBe('x👨‍👩‍👧 が\u3099 שלום\ufffd')
    expect(a.read()).toEqual(b.read())
  })
})

describe('「ニュアンスが違う」', () => {
  function marked(replica: Replica) {
    const memoId = write(replica, '異動は急がない。育成を先に。')
    const quote = quoteAt(memo(replica, memoId).text, { start: 0, end: 8 })
    const mark = { memoId, by: ben, quote, reply: '秋には考えたい', suffix: 'n1', nowMs }
    return { memoId, nuanceId: unwrap(markNuance(replica, mark)).nuanceId, mark }
  }

  it('marks a sentence with a reply, and leaves the words as they are', () => {
    const replica = replicaAs(1)
    const { memoId, nuanceId } = marked(replica)
    expect(memo(replica, memoId).nuances).toEqual([
      {
        id: nuanceId,
        memoId,
        by: ben,
        quote: { text: '異動は急がない。', before: '', after: '育成を先に。' },
        reply: '秋には考えたい',
        resolvedMs: null,
        createdMs: nowMs,
        isRemoved: false,
      },
    ])
    expect(memo(replica, memoId).text).toBe('異動は急がない。育成を先に。')
  })

  it('stays findable while the other rewrites the sentence', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const { memoId } = marked(a)
    syncAll(a, b)
    setMemoText(b, memoId, 'はじめに。異動は急がないと決めた。育成を先に。', ben)
    syncAll(a, b)
    const { text, nuances } = memo(a, memoId)
    const place = locateQuote(text, nuances[0]?.quote ?? { text: '', before: '', after: '' })
    expect(text.slice(place?.start, place?.end)).toBe('異動は急がないと決めた。')
    expect(place?.isExact).toBe(false)
  })

  it('is settled, stands again, is taken back and put back', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const { memoId, nuanceId } = marked(a)
    syncAll(a, b)
    setNuanceReply(a, nuanceId, '秋には考えたい、と思う')
    setNuanceReply(b, nuanceId, 'なるほど。秋には考えたい')
    resolveNuance(a, nuanceId, nowMs + 5)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(memo(b, memoId).nuances[0]).toMatchObject({
      reply: 'なるほど。秋には考えたい、と思う',
      resolvedMs: nowMs + 5,
    })
    resolveNuance(b, nuanceId, null)
    removeNuance(b, nuanceId)
    expect(memo(b, memoId).nuances[0]).toMatchObject({ resolvedMs: null, isRemoved: true })
    restoreNuance(b, nuanceId)
    expect(memo(b, memoId).nuances[0]?.isRemoved).toBe(false)
  })

  it('is refused for a memo that is not there, an empty quote and an odd name', () => {
    const replica = replicaAs(1)
    const { mark } = marked(replica)
    const missing = { ok: false, error: 'missing' }
    expect(markNuance(replica, { ...mark, memoId: 'y2026/m|/all/point' })).toEqual(missing)
    expect(markNuance(replica, { ...mark, suffix: 'a~b' })).toEqual(missing)
    const quote = { text: '', before: '', after: '' }
    expect(markNuance(replica, { ...mark, quote })).toEqual(missing)
    expect(setNuanceReply(replica, 'odd', 'x')).toEqual(missing)
    expect(resolveNuance(replica, `${mark.memoId}~none`, 1)).toEqual(missing)
  })
})

describe('names', () => {
  it('of memos go there and back', () => {
    const topicId = `y2026/${meeting.key}/${ann}/custom.s1`
    for (const parts of [
      { segment: 'y2026', meeting: meeting.key, topicId: null, kind: 'keep' as const, suffix: 'a' },
      { segment: 'y2026', meeting: meeting.key, topicId, kind: 'point' as const, suffix: null },
      { segment: 'y2027', meeting: 'a/b%|', topicId, kind: 'point' as const, suffix: null },
      {
        segment: 'y2027',
        meeting: 'x|',
        topicId: `y2026/a%2Fb%25|/${ann}/work`,
        kind: 'keep' as const,
        suffix: '-_9',
      },
    ]) {
      expect(parseMemoId(formatMemoId(parts))).toEqual(parts)
    }
  })

  it.each([
    '',
    'y2026/m|/all',
    'y2026/m|/all/other',
    'y2026/m|/all/point.',
    'y2026/m|/all/point.a~b',
    'y2026//all/point',
    'y2026/m|/some/point',
    `y2026/m|/${ann}%2Fwork%2Fx/point`,
    `y2026/m|/${ann}%2Fnothing/point`,
    'y2026/m|/all/point/x',
    '__proto__/m|/all/point',
  ])('%j is no memo id', (id) => {
    expect(parseMemoId(id)).toBeNull()
    expect(parseNuanceId(`${id}~n1`)).toBeNull()
  })
})
