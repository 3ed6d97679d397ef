import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { quoteLines } from '../../../lib/document/file-format/escape-markdown.ts'
import { renderAgenda, toPlainText } from '../../../lib/document/file-format/render-agenda.ts'
import { agendaWords } from '../../../lib/i18n/file-words.ts'
import { fuzzRuns } from '../../support/fuzz-runs.ts'
import { meeting, mulberry32, nowMs, pairId } from '../../support/replica-world.ts'
import { sampleLife } from '../../support/sample-life.ts'

describe('an agenda to hand on', () => {
  const view = sampleLife().read()

  it('is one 1-on-1 in plain text, with what carries over, promises and what to keep in mind', () => {
    expect(renderAgenda(view, meeting, agendaWords('ja'), nowMs, 'text')).toBe(
      [
        '1on1: Ann & 弁 (2026-11-20)',
        '',
        'Ann',
        '',
        '・人間関係 — 具体的なアドバイスが欲しい',
        '',
        '弁',
        '',
        '・会社や部署の方針',
        '',
        '■ 前回から続くテーマ',
        '',
        'Ann',
        '',
        '・今後のキャリア — 話を聞いてほしい',
        '    異動の打診があった。',
        '・スキルや力の向上 — 一緒に考えてほしい',
        '・プライベート',
        '',
        '弁',
        '',
        '・心身の状態',
        '',
        '■ 約束',
        '',
        '□ Ann 上司に話を聞く — 期限 2026-11-27 (水曜、会議室)',
        '',
        '■ 次回まで意識すること',
        '',
        '・次回まで意識すること (Ann, 弁)',
        '    結論より、問いを持って帰る',
      ].join('\n'),
    )
  })

  it('is Markdown on request, in the other language', () => {
    const markdown = renderAgenda(view, meeting, agendaWords('en'), nowMs, 'markdown')
    expect(markdown).toContain('# 1on1: Ann & 弁 (2026-11-20)')
    expect(markdown).toContain('- **Relationships** — I’d like concrete advice')
    expect(markdown).toContain('- [ ] **Ann** 上司に話を聞く — due 2026-11-27')
    expect(markdown).not.toContain('removed')
  })

  it('says so when nothing is there yet', () => {
    const empty = createReplica({ pairId }).read()
    const words = agendaWords('en')
    expect(renderAgenda(empty, meeting, words, nowMs, 'text')).toContain(words.empty)
    const undated = { key: 'undated|', startMs: null, day: null }
    expect(renderAgenda(empty, undated, words, nowMs, 'text')).toContain('(No date yet)')
  })
})

describe('plain text', () => {
  it('gives back exactly what people wrote', () => {
    const alphabet = [
      ...'a1.*_`[]()#+-=:/@<>&;~|$\\!x \n余😀',
      '&amp;',
      'www.',
      '**',
      '- [ ] ',
      '## ',
    ]
    for (let seed = 1; seed <= fuzzRuns(2000); seed++) {
      const next = mulberry32(seed)
      const text = Array.from(
        { length: Math.floor(next() * 12) },
        () => alphabet[Math.floor(next() * alphabet.length)],
      ).join('')
      const lines = text.split('\n').map((line) => `  ${line.trimEnd()}`.trimEnd())
      const back = quoteLines(text, '').map(toPlainText)
      expect([seed, back]).toEqual([seed, lines])
    }
  })
})
