import type { SameKeys } from './shape.ts'
import type { wordsEn } from './words-en.ts'

/** The fixed words of the domain, in Japanese. */
export const wordsJa: SameKeys<typeof wordsEn> = {
  topics: {
    work: '業務の進捗や進め方',
    people: '人間関係',
    wellbeing: '心身の状態',
    career: '今後のキャリア',
    growth: 'スキルや力の向上',
    private: 'プライベート',
    policy: '会社や部署の方針',
    custom: '＋ 他のテーマをつくる',
  },
  responses: {
    advice: '具体的なアドバイスが欲しい',
    together: '一緒に考えてほしい',
    listen: '話を聞いてほしい',
    view: '意見を聞きたい',
    report: '報告したい',
    other: 'その他',
  },
  relations: {
    boss: '上司',
    mentor: 'メンター',
    lateral: '横',
    diagonal: '斜め',
  },
}
