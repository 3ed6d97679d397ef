import { describe, expect, it } from 'vitest'
import { mergeMembers } from '../../../lib/document/edits/edit-alias.ts'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { writeMemo } from '../../../lib/document/edits/edit-memo.ts'
import { markNuance } from '../../../lib/document/edits/edit-nuance.ts'
import { addPromise } from '../../../lib/document/edits/edit-promise.ts'
import { closePeriod, setFarewell, setPurpose } from '../../../lib/document/edits/edit-relation.ts'
import { renderReadable, wholeExtent } from '../../../lib/document/file-format/render-readable.ts'
import { testWords } from '../../support/readable-words.ts'
import { ann, ben, meeting, nowMs, replicaAs, unwrap } from '../../support/replica-world.ts'
import { sampleLife } from '../../support/sample-life.ts'

const text = renderReadable(sampleLife().read(), testWords, nowMs)

describe('the readable part of a pair with a life', () => {
  it('FF17: shows what comes, what was promised, what to keep in mind and what was said', () => {
    expect(text).toBe(
      [
        '# 1on1: Ann & 弁',
        '',
        '_Kept by Yohaku (余白). Edits to this text are not taken over._',
        '',
        '関係 / Relation: mentor',
        '',
        '目的 / Purpose:',
        '',
        '> 答えを急がず、次の一歩を探す。',
        '',
        '## 次回 / Next: 2026-11-20',
        '',
        '**Ann**',
        '',
        '- **People** — advice',
        '',
        '**弁**',
        '',
        '- **Policy**',
        '',
        '### 前回から / From last time',
        '',
        '**Ann**',
        '',
        '- **Career** — listen',
        '  > 異動の打診があった。',
        '- **Growth** — together',
        '',
        '**弁**',
        '',
        '- **Wellbeing**',
        '',
        '## 約束 / Promises',
        '',
        '- [ ] **Ann** 上司に話を聞く — by 2026-11-27 (水曜、会議室)',
        '',
        '## 意識すること / Keep in mind',
        '',
        '- Keep (Ann, 弁)',
        '  > 結論より、問いを持って帰る',
        '',
        '## 日程未設定 / No date yet',
        '',
        '**Ann**',
        '',
        '- **Private**',
        '',
        '## これまで / Past',
        '',
        '### 2026-11-06',
        '',
        '**Ann**',
        '',
        '- **Career** — listen',
        '  > 異動の打診があった。',
        '  - Points (弁)',
        '    > 異動は急がない。育成を先に考える。',
        '    - ニュアンスが違う (Ann): “異動は急がない。” → 春までには決めたい',
        '- **Work** — report ✓ talked',
        '- **Growth** — together',
        '',
        '**全体 / The whole**',
        '',
        '- Points (Ann)',
        '  > an entry of its own',
        '- Keep (Ann, 弁)',
        '  > 結論より、問いを持って帰る',
      ].join('\n'),
    )
  })

  it('FF17: an export has done promises and earlier times too, and still nothing that was removed', () => {
    const whole = renderReadable(sampleLife().read(), testWords, nowMs, wholeExtent)
    expect(whole).toContain('- [x] **弁** 本を貸す')
    expect(whole).toContain('## 結び / Closing: 2026-08-12\n\n- Thanks (Ann)\n  > 一年ありがとう')
    expect(whole).not.toContain('removed')
  })

  it('FF17: shows the closing, keepsake included, to whoever keeps the file', () => {
    const replica = sampleLife()
    setFarewell(replica, ann, 'keepsake', '迷ったら、この一年を。')
    setFarewell(replica, ben, 'takeaway', '聞くこと')
    closePeriod(replica, ben, nowMs)
    expect(renderReadable(replica.read(), testWords, nowMs)).toContain(
      [
        '## 結び / Closing: 2026-11-20',
        '',
        '- Takeaway (弁)',
        '  > 聞くこと',
        '- Keepsake (Ann)',
        '  > 迷ったら、この一年を。',
      ].join('\n'),
    )
  })

  it('FF17: an ended 1-on-1 is past at once, whatever the clock says', () => {
    const early = renderReadable(sampleLife().read(), testWords, nowMs - 30 * 24 * 3600 * 1000)
    expect(early).toContain('## これまで / Past\n\n### 2026-11-06')
  })

  it('FF18: stays small in a long life', () => {
    const replica = sampleLife()
    for (let at = 0; at < 400; at++) {
      addPromise(replica, {
        suffix: `q${at}`,
        owner: ann,
        text: `promise ${at} ${'あ'.repeat(400)}`,
        dueDay: null,
        whenWhere: '',
        meeting: null,
        nowMs,
      })
    }
    const long = renderReadable(replica.read(), testWords, nowMs)
    expect(long.match(/^- \[ \]/gm)).toHaveLength(50)
    expect(long).toContain('- … +351')
    expect(long.length).toBeLessThan(25_000)
  })

  it('FF19: words of memos, marks, promises and purposes bring no markup into the file', () => {
    const replica = replicaAs(1)
    const evil = '![x](https://evil.example/p.png) <img src=x>\n# Big\n-->'
    describeMember(replica, { id: ann, name: '*A*\n# x', email: null, homeFile: null })
    const choice = { meeting, topicId: null, kind: 'point' as const, suffix: null, nowMs }
    const { memoId } = unwrap(writeMemo(replica, { ...choice, by: ann, text: evil }))
    const quote = { text: evil, before: '', after: '' }
    unwrap(markNuance(replica, { memoId, by: ann, quote, reply: evil, suffix: 'n', nowMs }))
    const promise = {
      suffix: 'p',
      owner: ann,
      text: evil,
      dueDay: null,
      whenWhere: '[a](b)',
      nowMs,
    }
    addPromise(replica, { ...promise, meeting: null })
    setPurpose(replica, evil)
    setFarewell(replica, ben, 'keepsake', evil)
    closePeriod(replica, ann, nowMs)
    mergeMembers(replica, ben, ann)
    const shown = renderReadable(replica.read(), testWords, nowMs, wholeExtent)
    expect(shown).toContain('\\[x\\](https\\://evil.example/p.png)')
    for (const line of shown.split('\n')) {
      expect(line).not.toMatch(/<img|-->|^# Big|(?<!\\)\]\(|https:\/\//)
    }
  })
})
