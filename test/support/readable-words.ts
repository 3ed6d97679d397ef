import type { ReadableWords } from '../../lib/document/file-format/render-readable.ts'

/** Words for tests of the readable part; the product's own come from `lib/i18n`. */
export const testWords: ReadableWords = {
  title: '1on1',
  notice: 'Kept by Yohaku (余白). Edits to this text are not taken over.',
  next: '次回 / Next',
  undated: '日程未設定 / No date yet',
  past: 'これまで / Past',
  empty: 'テーマはまだありません / No topics yet',
  relation: '関係 / Relation',
  untitled: 'その他のテーマ / Another theme',
  topics: {
    work: 'Work',
    people: 'People',
    wellbeing: 'Wellbeing',
    career: 'Career',
    growth: 'Growth',
    private: 'Private',
    policy: 'Policy',
    custom: 'Custom',
  },
  responses: {
    advice: 'advice',
    together: 'together',
    listen: 'listen',
    view: 'view',
    report: 'report',
    other: 'other',
  },
  relations: { boss: 'boss', mentor: 'mentor', lateral: 'lateral', diagonal: 'diagonal' },
}
