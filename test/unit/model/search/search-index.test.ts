import { describe, expect, it, vi } from 'vitest'
import { wordsEn } from '../../../../lib/i18n/words-en.ts'
import { wordsJa } from '../../../../lib/i18n/words-ja.ts'
import { undatedMeeting } from '../../../../lib/model/meeting.ts'
import { excerptOf } from '../../../../lib/model/search/excerpt.ts'
import { listEntries } from '../../../../lib/model/search/list-entries.ts'
import type { SearchEntry } from '../../../../lib/model/search/search-entry.ts'
import { createSearchIndex, type SearchHit } from '../../../../lib/model/search/search-index.ts'
import type { ResponseKind, TopicKind } from '../../../../lib/model/topics.ts'
import { ann, ben, nowMs, pairId } from '../../../support/replica-world.ts'
import {
  endedMeeting,
  makeMeeting,
  makeMemo,
  makePromise,
  makeTopic,
  makeView,
} from '../../../support/sample-views.ts'

const words = {
  topics: joined<TopicKind>(wordsJa.topics, wordsEn.topics),
  responses: joined<ResponseKind>(wordsJa.responses, wordsEn.responses),
}

function joined<Key extends string>(ja: Record<Key, string>, en: Record<Key, string>) {
  const keys = Object.keys(ja) as Key[]
  return Object.fromEntries(keys.map((key) => [key, `${ja[key]} ${en[key]}`])) as Record<
    Key,
    string
  >
}

const otherPair = 'f'.repeat(32)

function sampleView() {
  const topicId = `y2026/b|/${ann}/career`
  return makeView(
    [
      endedMeeting('a|', -14, {
        topics: [
          makeTopic('a|', { kind: 'custom', title: '予算の相談', note: 'サーバの費用について' }),
          makeTopic('a|', { kind: 'policy', note: 'removed words', isRemoved: true }),
        ],
        memos: [
          makeMemo('a|', {
            id: 'memo-1',
            text: '焦らない。',
            nuances: [
              {
                id: 'mark-1',
                memoId: 'memo-1',
                by: ben,
                quote: { text: '焦らない。', before: '', after: '' },
                reply: '期限は守りたい',
                resolvedMs: null,
                createdMs: 1,
                isRemoved: false,
              },
            ],
          }),
          makeMemo('a|', { id: 'memo-2', text: 'a removed memo', isRemoved: true }),
        ],
      }),
      endedMeeting('b|', -7, {
        topics: [
          makeTopic('b|', {
            id: topicId,
            kind: 'career',
            response: 'other',
            responseNote: 'まず聞いて',
            note: 'ＥＵへの異動',
          }),
        ],
        memos: [makeMemo('b|', { id: 'memo-3', kind: 'keep', topicId, text: '語学を続ける' })],
      }),
      makeMeeting(undatedMeeting, null, {
        topics: [makeTopic(undatedMeeting, { id: 'waiting', kind: 'growth', note: '研修の話' })],
      }),
    ],
    {
      period: {
        startedDay: '2026-04-01',
        purpose: '問いを持ち続ける',
        farewells: [{ member: ann, thanks: 'ありがとう', takeaway: '' }],
        keepsakes: [{ member: ann, text: '手紙' }],
      },
      promises: [
        makePromise('p1', { text: '本を貸す', whenWhere: '月曜、食堂で', meeting: 'b|' }),
        makePromise('p2', { text: 'a removed promise', isRemoved: true }),
      ],
    },
  )
}

function sampleIndex() {
  const index = createSearchIndex()
  index.put('pair', listEntries(sampleView(), words))
  const note: SearchEntry = {
    id: 'private-1',
    pairId: otherPair,
    kind: 'private',
    meeting: null,
    day: null,
    atMs: nowMs,
    topicKind: null,
    owner: null,
    title: '',
    text: '異動のことは自分から言わない',
    alsoFoundBy: '',
  }
  index.put('private', [note])
  return index
}

function idsOf(hits: readonly SearchHit[]): string[] {
  return hits.map(({ entry }) => entry.id)
}

describe('one word in different kana', () => {
  const texts = [
    'コーヒーを飲みながら話す',
    'こーひーを飲みながら話す',
    'ｺｰﾋｰを飲みながら話す',
    'こゝろのヴィジョン',
    'サーバー管理を任せる',
    'さーばー管理を任せる',
    'サーバ管理を任せる',
  ]
  const index = createSearchIndex()
  index.put(
    'pair',
    texts.map((text, at) => ({
      id: text,
      pairId,
      kind: 'memo',
      meeting: null,
      day: null,
      atMs: -at,
      topicKind: null,
      owner: null,
      title: '',
      text,
      alsoFoundBy: '',
    })),
  )
  const coffee = texts.slice(0, 3)
  const server = texts.slice(4, 7)
  it.each([
    ['こーひー', coffee],
    ['コーヒー', coffee],
    ['ｺｰﾋｰ', coffee],
    ['こーひーを', coffee],
    ['コーヒーを飲み', coffee],
    ['こころのびじょん', [texts[3]]],
    ['ｺｺﾛ ﾋﾞｼﾞｮﾝ', [texts[3]]],
    ['こゝろ ヴィジョン', [texts[3]]],
    ['さーばー管理', server],
    ['サーバー管理', server],
    ['サーバ', server],
  ])('%j finds them all', (text, found) => {
    expect(idsOf(index.search({ text }).hits)).toEqual(found)
  })

  it('marks what was found, with the vowel that was passed over', () => {
    const marked = index
      .search({ text: 'さーばー管理' })
      .hits.map(({ entry, textRanges }) =>
        textRanges.map(({ start, end }) => entry.text.slice(start, end)),
      )
    expect(marked).toEqual([['サーバー管理'], ['さーばー管理'], ['サーバ管理']])
  })
})

describe('the search', () => {
  const index = sampleIndex()
  const find = (text: string) => idsOf(index.search({ text }).hits)

  it('finds topics, memos, marks, promises, purpose, farewells and the private lane', () => {
    expect(find('研修')).toEqual(['waiting'])
    expect(find('語学')).toEqual(['memo-3'])
    expect(find('期限は守')).toEqual(['mark-1'])
    expect(find('本を貸す')).toEqual(['p1'])
    expect(find('食堂')).toEqual(['p1'])
    expect(find('問いを持ち')).toEqual(['p1'])
    expect(index.search({ text: '問いを持ち' }).hits[0]?.entry.kind).toBe('purpose')
    expect(find('ありがとう')).toEqual([`p1/${ann}`])
    expect(find('手紙')).toEqual([`p1/${ann}/keepsake`])
    expect(find('自分から言わない')).toEqual(['private-1'])
  })

  it('finds nothing that was removed', () => {
    expect(find('removed')).toEqual([])
  })

  it('finds whichever way a word is written', () => {
    for (const text of ['サーバー', 'サーバ', 'ｻｰﾊﾞｰ', 'さーばー']) {
      expect(find(text)).toEqual([`y2026/a|/${ann}/custom`])
    }
    expect(find('eu')).toEqual([`y2026/b|/${ann}/career`])
  })

  it('wants every term, in one entry', () => {
    expect(find('異動　EU')).toEqual([`y2026/b|/${ann}/career`])
    expect(find('異動 研修')).toEqual([])
    expect(find('"への異動"')).toEqual([`y2026/b|/${ann}/career`])
  })

  it("finds by the name of the topic's kind and response, without marking what is not there", () => {
    const [topic] = index.search({ text: 'キャリア 異動' }).hits
    expect(topic?.entry.id).toBe(`y2026/b|/${ann}/career`)
    expect(topic?.textRanges).toEqual([{ start: 4, end: 6 }])
    expect(find('career')).toEqual([`y2026/b|/${ann}/career`, 'memo-3'].sort(byIndex(index)))
    // The response in words.
    expect(find('Other')).toContain(`y2026/b|/${ann}/career`)
  })

  it('marks every place in the original, also in the title', () => {
    const [hit] = index.search({ text: 'よさん 予算 ｻｰﾊﾞｰ 費用' }).hits
    expect(hit).toBeUndefined()
    const [found] = index.search({ text: '予算 ｻｰﾊﾞｰ 費用' }).hits
    expect(found?.titleRanges).toEqual([{ start: 0, end: 2 }])
    expect(found?.textRanges).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 6 },
    ])
  })

  it('filters by kind of topic, kind of entry and partner', () => {
    const search = (query: Omit<Parameters<typeof index.search>[0], 'text'>, text = '') =>
      idsOf(index.search({ text, ...query }).hits)
    expect(search({ topicKinds: ['career'] }).sort()).toEqual(
      ['memo-3', `y2026/b|/${ann}/career`].sort(),
    )
    expect(search({ entryKinds: ['promise', 'private'] }).sort()).toEqual(['p1', 'private-1'])
    expect(search({ pairIds: [otherPair] }, '異動')).toEqual(['private-1'])
    expect(search({ pairIds: [pairId] }, '異動')).toEqual([`y2026/b|/${ann}/career`])
    expect(search({ entryKinds: [] })).toEqual([])
  })

  it('lists the latest first, what waits without a date before all, and counts beyond its limit', () => {
    const { hits, total } = index.search({ text: '', limit: 3 })
    expect(idsOf(hits)[0]).toBe('waiting')
    expect(hits).toHaveLength(3)
    expect(total).toBe(index.size())
    const days = index
      .search({ text: '', entryKinds: ['topic', 'memo'] })
      .hits.map(({ entry }) => entry.atMs)
    expect(days).toEqual(days.toSorted((a, b) => b - a))
  })

  it('replaces and forgets whole sources, and prepares only what changed', () => {
    const own = sampleIndex()
    const entries = listEntries(sampleView(), words)
    const changed = entries.map((entry) =>
      entry.id === 'memo-3' ? { ...entry, text: '語学をやめる' } : entry,
    )
    const normalise = vi.spyOn(String.prototype, 'normalize')
    own.put('pair', changed)
    expect(normalise).toHaveBeenCalledTimes(1)
    normalise.mockRestore()
    expect(idsOf(own.search({ text: 'やめる' }).hits)).toEqual(['memo-3'])
    expect(idsOf(own.search({ text: '続ける' }).hits)).toEqual(['p1'])
    own.remove('pair')
    expect(own.size()).toBe(1)
    own.remove('nobody')
    expect(idsOf(own.search({ text: '' }).hits)).toEqual(['private-1'])
  })

  it('treats odd queries as words', () => {
    for (const text of ['.*', '\\', '[a', '$&', '<b>', '__proto__', '\ud800', '👩‍👩‍👧']) {
      expect(find(text)).toEqual([])
    }
  })
})

function byIndex(index: ReturnType<typeof createSearchIndex>) {
  const order = idsOf(index.search({ text: '', limit: 1000 }).hits)
  return (a: string, b: string) => order.indexOf(a) - order.indexOf(b)
}

describe('an excerpt', () => {
  it('is the whole of a short text', () => {
    const ranges = [{ start: 0, end: 1 }]
    expect(excerptOf('短い', ranges)).toEqual({
      text: '短い',
      ranges,
      isCutBefore: false,
      isCutAfter: false,
    })
  })

  it('shows what was found with something before it, and where it was cut', () => {
    const text = `${'あ'.repeat(200)}的中${'い'.repeat(200)}`
    const excerpt = excerptOf(text, [{ start: 200, end: 202 }], 40)
    expect(excerpt.text).toHaveLength(40)
    const [range] = excerpt.ranges
    expect(excerpt.text.slice(range?.start, range?.end)).toBe('的中')
    expect(excerpt).toMatchObject({ isCutBefore: true, isCutAfter: true })
    expect(excerptOf(text, [], 40)).toMatchObject({ isCutBefore: false, isCutAfter: true })
    expect(excerptOf(text, [{ start: 401, end: 402 }], 40)).toMatchObject({ isCutAfter: false })
  })

  it('never cuts an emoji, a family or a letter from its marks', () => {
    for (const letter of ['😀', '👩‍👩‍👧', 'か\u3099', 'e\u0301', '👍🏽', 'ｶﾞ']) {
      const text = letter.repeat(80)
      for (let at = 0; at < 12; at++) {
        const excerpt = excerptOf(text, [{ start: 50 + at, end: 51 + at }], 41)
        const pieces = excerpt.text.split(letter)
        expect([letter, at, pieces.every((piece) => piece === '')]).toEqual([letter, at, true])
      }
    }
  })
})
