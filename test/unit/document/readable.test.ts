import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { describeMeeting } from '../../../lib/document/edits/edit-meeting.ts'
import { setNote, setTitle } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { escapeInline, quoteLines } from '../../../lib/document/file-format/escape-markdown.ts'
import { renderReadable, wholeExtent } from '../../../lib/document/file-format/render-readable.ts'
import { testWords } from '../../support/readable-words.ts'
import { ann, ben, meeting, nowMs, pairId, replicaAs, unwrap } from '../../support/replica-world.ts'
import { samplePair } from '../../support/sample-pair.ts'

describe('the readable part', () => {
  it('FF17: shows the next agenda, what waits for a date, and the past, without removed topics', () => {
    expect(renderReadable(samplePair().read(), testWords, nowMs)).toBe(
      [
        '# 1on1: Ann & 弁',
        '',
        '_Kept by Yohaku (余白). Edits to this text are not taken over._',
        '',
        '関係 / Relation: mentor',
        '',
        '## 次回 / Next: 2026-11-20',
        '',
        '**Ann**',
        '',
        '- **Career** — listen',
        '  > これから 5 年をどう考えるか。',
        '  > \\- 資格',
        '  > \\- 異動',
        '- **予算 \\[draft\\]** — まず読んでほしい',
        '',
        '## 日程未設定 / No date yet',
        '',
        '**弁**',
        '',
        '- **Growth**',
        '',
        '## これまで / Past',
        '',
        '### 2026-11-06',
        '',
        '**弁**',
        '',
        '- **Work**',
        '  > Finished the &lt;b&gt;report&lt;/b&gt; & sent it.',
      ].join('\n'),
    )
  })

  it('FF19: keeps each one’s words from turning the others around', () => {
    const replica = replicaAs(1)
    describeMember(replica, { id: ann, name: 'نور', email: null, homeFile: null })
    describeMember(replica, { id: ben, name: '\u202eneB', email: null, homeFile: null })
    const pick = (owner: string, title: string): string => {
      const choice = { meeting, owner, kind: 'custom' as const, suffix: 's1', title, nowMs }
      return unwrap(pickTopic(replica, choice)).topicId
    }
    const note = 'שלום 2026.\n\u202eturned\u2067\nafter\u200f'
    unwrap(setNote(replica, pick(ann, 'خطة [1]'), note))
    pick(ben, 'plan \u202exe')
    const text = renderReadable(replica.read(), testWords, nowMs)
    expect(text).toContain('# 1on1: \u2068نور\u2069 & neB\n')
    expect(text).toContain('- **\u2068خطة \\[1\\]\u2069**\n')
    expect(text).toContain('  > שלום 2026.\n  > turned\n  > after\u200f\n')
    expect(text).toContain('- **plan xe**')
    expect(text).not.toMatch(/[\u202a-\u202e\u2066\u2067]/)
    // What was written is kept as it was.
    expect(replica.read().meetings[0]?.topics.map((topic) => topic.note)).toContain(note)
  })

  it('FF17: says so when nothing is chosen, and stands on an empty document', () => {
    const view = createReplica({ pairId }).read()
    expect(renderReadable(view, testWords, nowMs)).toBe(
      ['# 1on1', '', `_${testWords.notice}_`, '', `## ${testWords.next}`, '', testWords.empty].join(
        '\n',
      ),
    )
  })

  it('FF17: a meeting of today stays next for twelve hours, then is past', () => {
    const view = samplePair().read()
    const hour = 3600 * 1000
    expect(renderReadable(view, testWords, nowMs + 12 * hour)).toContain('次回 / Next: 2026-11-20')
    expect(renderReadable(view, testWords, nowMs + 13 * hour)).toContain('### 2026-11-20')
  })

  it('FF17: takes the day from the key where no one described the meeting', () => {
    const replica = replicaAs(1)
    const key = 'x@google.com|20270110T000000Z'
    const choice = { owner: ann, kind: 'work' as const, suffix: null, nowMs }
    unwrap(pickTopic(replica, { ...choice, meeting: { key, startMs: null, day: null } }))
    expect(renderReadable(replica.read(), testWords, nowMs)).toContain('Next: 2027-01-10')
  })

  it('FF18: writes out twelve past meetings and the beginning of long notes; an export writes all', () => {
    const replica = replicaAs(1)
    for (let week = 1; week <= 20; week++) {
      const startMs = nowMs - week * 7 * 24 * 3600 * 1000
      const place = { key: `w${week}|`, startMs, day: null }
      describeMeeting(replica, place, nowMs)
      const choice = { meeting: place, owner: ann, kind: 'custom' as const, suffix: 's', nowMs }
      const id = unwrap(pickTopic(replica, choice)).topicId
      setTitle(replica, id, `week ${week}.`)
      setNote(replica, id, `${'あ'.repeat(159)}😀 the end of ${week}.`)
    }
    const view = replica.read()
    const text = renderReadable(view, testWords, nowMs)
    expect(text.match(/^### /gm)).toHaveLength(12)
    expect(text).toContain('week 12.')
    expect(text).not.toContain('week 13.')
    expect(text).not.toContain('the end')
    expect(text.isWellFormed()).toBe(true)
    const whole = renderReadable(view, testWords, nowMs, wholeExtent)
    expect(whole.match(/^### /gm)).toHaveLength(20)
    expect(whole).toContain('the end of 20.')
  })

  it('FF19: a forged name, title or note brings no markup, link or image into the file', () => {
    const replica = replicaAs(1)
    const choice = { meeting, owner: ben, kind: 'custom' as const, suffix: 's', nowMs }
    const id = unwrap(pickTopic(replica, choice)).topicId
    setTitle(replica, id, '![t](https://evil.example/p.png)\n# Big')
    setNote(replica, id, '<img src=x>\n\n# Heading\n1. one\n---\n[a]: https://evil.example\n|a|b|')
    const view = replica.read()
    view.members = [{ id: ben, name: '**B**\n# x', email: null, homeFile: null, sameAs: null }]
    const text = renderReadable(view, testWords, nowMs)
    expect(text).toContain('- **!\\[t\\](https\\://evil.example/p.png) # Big**')
    expect(text).toContain('**\\*\\*B\\*\\* # x**')
    expect(text).toContain(
      [
        '  > &lt;img src=x&gt;',
        '  >',
        '  > \\# Heading',
        '  > 1\\. one',
        '  > \\---',
        '  > \\[a\\]: https\\://evil.example',
        '  > \\|a\\|b\\|',
      ].join('\n'),
    )
  })
})

describe('escaping', () => {
  it.each([
    ['plain words, 10:30 (maybe)', 'plain words, 10:30 (maybe)'],
    ['a_b*c`d~e\\f', 'a\\_b\\*c\\`d\\~e\\\\f'],
    ['- item', '\\- item'],
    ['  + item', '  \\+ item'],
    ['12) item', '12\\) item'],
    ['2026.11', '2026\\.11'],
    ['=== ', '\\=== '],
    ['www.example.com a@b.c', 'www\\.example.com a\\@b.c'],
    ['&copy; &#60; R&D <!-- x -->', '&amp;copy; &amp;#60; R&D &lt;!-- x --&gt;'],
    ['a\u2028b\u0000c\td', 'a b c d'],
    ['$x$', '\\$x\\$'],
  ])('%j', (from, to) => {
    expect(escapeInline(from)).toBe(to)
  })

  it('prefixes every line of a text, whatever ends it', () => {
    expect(quoteLines('a\r\nb\rc\n\nd', '')).toEqual(['> a', '> b', '> c', '>', '> d'])
  })
})
