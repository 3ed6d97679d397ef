import type { RelationKind } from './topics.ts'

/** A text in both languages. */
export interface BothLanguages {
  ja: string
  en: string
}

/** An inclusive span of days, minutes or months, from the shorter to the longer. */
export type GuideSpan = readonly [from: number, to: number]

/**
 * What is known about a kind of relation, as data: it offers, the pair chooses. Null where there is no
 * guidance; then nothing is proposed.
 */
export interface RelationGuide {
  kind: RelationKind
  /** 目的. */
  purpose: BothLanguages
  /** 相手. */
  partner: BothLanguages | null
  /** 頻度. */
  cadenceDays: GuideSpan
  minutes: GuideSpan | null
  /** 期間. */
  spanMonths: GuideSpan | null
  /** 話すこと. A theme that was picked is known by its words: reword none, only add. */
  themes: readonly BothLanguages[]
  /** 位置づけ in the organisation. */
  place: BothLanguages | null
  /** `either`: the pair chooses. */
  axis: 'deepen' | 'broaden' | 'either'
  /** Both people bring topics and both respond. */
  isSymmetric: boolean
  /** Unfinished topics go on to the next time. */
  carriesOver: boolean
  /** The two look at the purpose again half-way. */
  hasMidtermReview: boolean
  /** One talk alone is a whole relation. */
  isOneOffFine: boolean
  /** The pair stays together; false where pairs may rotate. */
  isFixedPair: boolean
}

/** The guides. 上司 is the base that the three others complete. */
export const relationGuides: Readonly<Record<RelationKind, RelationGuide>> = {
  boss: {
    kind: 'boss',
    purpose: {
      ja: '対話の土台。仕事の進み、目標、キャリアを支える。評価が絡み、言えないことが残る。',
      en: 'The base: work, goals, career. One side evaluates; some things stay unsaid.',
    },
    partner: null,
    cadenceDays: [7, 14],
    minutes: [30, 60],
    spanMonths: null,
    themes: [
      { ja: '進み具合と詰まり', en: 'Progress and blockers' },
      { ja: '目標をそろえる', en: 'Align goals' },
      { ja: '次の成長とキャリア', en: 'Next growth and career' },
    ],
    place: null,
    axis: 'deepen',
    isSymmetric: false,
    carriesOver: true,
    hasMidtermReview: false,
    isOneOffFine: false,
    isFixedPair: true,
  },
  mentor: {
    kind: 'mentor',
    purpose: {
      ja: '答えを急がず問いを持ち続け、経験・価値観・行き先を見つめ直す。',
      en: 'Stay with a question rather than close it; take stock of experience, values, direction.',
    },
    partner: {
      ja: '直属でなく、評価も利害もない人。若手から管理職まで。希望制・相互選択・事前の聞き取り。',
      en: 'Outside the reporting line, no stake; juniors to managers; matched by wish, mutual choice or prior interview.',
    },
    cadenceDays: [30, 30],
    minutes: null,
    spanMonths: [6, 12],
    themes: [
      { ja: 'これからのキャリアと働き方', en: 'Career and work ahead' },
      { ja: '手応え・違和感・迷い', en: 'What works, what feels off, doubts' },
      { ja: '経験から学んだこと', en: 'What experience taught me' },
      { ja: '強みと価値観の活かし方', en: 'Using strengths and values' },
      { ja: '挑みたいことと壁', en: 'What I want to try, and the wall' },
    ],
    place: {
      ja: 'キャリア自律・エンゲージメント・定着',
      en: 'career ownership, engagement, retention',
    },
    axis: 'deepen',
    isSymmetric: false,
    carriesOver: true,
    hasMidtermReview: true,
    isOneOffFine: false,
    isFixedPair: true,
  },
  lateral: {
    kind: 'lateral',
    purpose: {
      ja: '対等だから言えることを言葉にし、共感・実務の知恵・日々の安心を回す。',
      en: 'Say what only equals can say; circulate empathy, know-how and everyday ease.',
    },
    partner: {
      ja: '同じチーム、同職種、前後の工程。固定ペアでなくてよい。',
      en: 'Same team, craft, or adjacent work; pairs may rotate.',
    },
    cadenceDays: [30, 90],
    minutes: [30, 60],
    spanMonths: null,
    themes: [
      { ja: '困りごと・気がかり', en: 'What troubles me' },
      { ja: 'うまくいった工夫', en: 'Something that worked' },
      { ja: '小さな違和感', en: 'A small doubt' },
      { ja: '職場の変化の受けとめ', en: 'How we take the changes' },
      { ja: '働き方と切り替えの知恵', en: 'Ways to work and reset' },
    ],
    place: {
      ja: '固い制度でなく、心理的安全性を支える日常の網',
      en: 'a light everyday net',
    },
    axis: 'either',
    isSymmetric: true,
    carriesOver: true,
    hasMidtermReview: false,
    isOneOffFine: false,
    isFixedPair: false,
  },
  diagonal: {
    kind: 'diagonal',
    purpose: {
      ja: '違う見方に触れ、自分の考えと働き方を言い直して組み替える。',
      en: "Meet another view; re-word and rebuild one's own.",
    },
    partner: {
      ja: '他部署のリーダーや先輩、少し先を歩く人。ペアリング制・申し込み制・メニュー型。',
      en: 'Leaders or seniors elsewhere, a step ahead; assigned, requested, or chosen from a menu.',
    },
    cadenceDays: [60, 90],
    minutes: null,
    spanMonths: null,
    themes: [
      { ja: '自分の仕事を外の人に説明する', en: 'Explain my work to an outsider' },
      { ja: 'あの選択・挑戦の意味', en: 'What that choice means to me' },
      { ja: 'やりたいことと壁', en: 'What I want to do, and the wall' },
      { ja: 'そちらの部署では？', en: 'How does your department do it?' },
    ],
    place: {
      ja: '内省と部署を越えた刺激の場。話して終わりにせず学びを残す',
      en: 'reflection and cross-department stimulus; leave a record',
    },
    axis: 'broaden',
    isSymmetric: false,
    carriesOver: false,
    hasMidtermReview: false,
    isOneOffFine: true,
    isFixedPair: true,
  },
}

/** What the axis brings where the relation says nothing of its own. Null: nothing is proposed. */
export const axisGuides = {
  deepen: { cadenceDays: [30, 30], spanMonths: [6, 12], times: null, isSamePartner: true },
  broaden: { cadenceDays: null, spanMonths: null, times: [1, 2], isSamePartner: false },
} as const
