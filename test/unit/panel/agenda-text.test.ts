import { describe, expect, it } from 'vitest'
import { emptyPeriod } from '../../../lib/model/relation-period.ts'
import { type AgendaParts, writeAgenda } from '../../../lib/panel/agenda-text.ts'
import { writeKeepsake } from '../../../lib/panel/keepsake-text.ts'
import { escapeLine } from '../../../lib/panel/plain-markdown.ts'

const empty: AgendaParts = {
  title: '1-on-1 with Mei',
  when: 'Today 10:00',
  people: [],
  promises: { heading: 'Promises', items: [] },
  keep: { heading: 'Keep', memos: [] },
  memos: { heading: 'Memos', items: [] },
  nothing: 'Nothing chosen yet',
}

const full: AgendaParts = {
  ...empty,
  people: [
    {
      heading: 'Ren wants to talk about',
      topics: [{ title: '# not a heading', wish: 'Please listen', note: '- one\n\n<b>two</b>' }],
    },
    { heading: 'Mei wants to talk about', topics: [] },
  ],
  promises: {
    heading: 'Promises',
    items: [
      {
        promise: {
          id: 'a',
          owner: null,
          text: 'send *it*',
          dueDay: null,
          whenWhere: '',
          isDone: true,
          doneMs: 1,
          meeting: null,
          createdMs: 0,
          isRemoved: false,
        },
        details: 'Ren',
      },
    ],
  },
}

describe('the agenda', () => {
  it('says so where nothing is chosen', () => {
    expect(writeAgenda(empty, 'text')).toBe(
      '1-on-1 with Mei\n\nToday 10:00\n\nNothing chosen yet\n',
    )
  })

  it('as text is what people wrote', () => {
    expect(writeAgenda(full, 'text')).toBe(
      '1-on-1 with Mei\n\nToday 10:00\n\n■ Ren wants to talk about\n\n' +
        '・# not a heading — Please listen\n　- one\n　<b>two</b>\n\n■ Promises\n\n☑ send *it* — Ren\n',
    )
  })

  it('as Markdown shows what people wrote and makes nothing of it', () => {
    expect(writeAgenda(full, 'markdown')).toBe(
      '# 1-on-1 with Mei\n\nToday 10:00\n\n## Ren wants to talk about\n\n' +
        '- **\\# not a heading** — Please listen  \n  \\- one  \n  \\<b\\>two\\</b\\>\n\n' +
        '## Promises\n\n- [x] send \\*it\\* — Ren\n',
    )
  })
})

describe('a line of Markdown', () => {
  it.each([
    ['1. one', '1\\. one'],
    ['+ plus', '\\+ plus'],
    ['=====', '\\====='],
    ['[a](javascript:b)', '\\[a\\](javascript:b)'],
    ['普通の文。1.5倍', '普通の文。1.5倍'],
  ])('%s', (line, escaped) => {
    expect(escapeLine(line)).toBe(escaped)
  })
})

describe('a keepsake', () => {
  it('holds the letter, the purpose and the words of both, and leaves out what is empty', () => {
    const period = {
      ...emptyPeriod('p1', 'mentor'),
      purpose: 'to ask',
      farewells: [{ member: 'a', thanks: 'thank you', takeaway: '' }],
    }
    const words = {
      title: 'From the 1-on-1s',
      since: '',
      purpose: 'Purpose',
      letter: 'Letter',
      thanks: 'Thanks',
      takeaway: 'Takeaway',
      nameOf: () => 'Mei',
    }
    const parts = { period, letter: 'dear\n# you', words }
    expect(writeKeepsake({ ...parts, format: 'text' })).toBe(
      'From the 1-on-1s\n\n■ Letter\n\ndear\n# you\n\n■ Purpose\n\nto ask\n\n■ Thanks · Mei\n\nthank you\n',
    )
    expect(writeKeepsake({ ...parts, format: 'markdown' })).toContain('dear  \n\\# you')
  })
})
