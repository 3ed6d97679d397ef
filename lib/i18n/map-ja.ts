import type { mapEn } from './map-en.ts'
import type { SameKeys } from './shape.ts'

/** Words of the map of one's dialogues, in Japanese. */
export const mapJa: SameKeys<typeof mapEn> = {
  title: 'わたしの対話マップ',
  lead: 'だれと、どんな関係で、何を話しているか。',
  onlyHere:
    'あなただけの地図です。開くたびにこの端末の中で描き、だれとも共有せず、書き出しにも入りません。',
  partners: '話している人',
  unchosen: '関係は決めていません',
  unchosenText: '相手との余白で「ふたりの関係」を選ぶと、その関係のところに並びます。',
  last: (day) => `前回は${day}`,
  notYet: 'まだ話していません',
  next: (when) => `次は${when}`,
  noNext: '次の日程は未設定',
  closed: '区切りがついた関係',
  topics: '話題',
  topicsText: 'この12か月に、ふたりが1on1に持ちよった話題です。',
  caption: (from) => `関係ごとの話題（${from}から）`,
  topicHead: '話題',
  otherTopics: '自分でつくったテーマ',
  unchosenHead: '未定',
  levels: { none: 'なし', little: '少し', sometimes: 'ときどき', often: 'よく' },
  levelsText: '少し＝1〜2回、ときどき＝3〜5回、よく＝6回以上',
  noTopics: 'これから話す話題が、ここに集まります。',
  thought: 'ひとつの見方',
  never: (relation) => `${relation}の関係の人とは、まだ話していないようです。`,
  quiet: (relation) => `${relation}の関係の人とは、しばらく話していないようです。`,
  noHurry: '急がなくて大丈夫です。思い浮かぶ人がいたら、カレンダーに予定をひとつ。',
  empty: '地図は、最初の1on1からはじまります',
  emptyText: 'カレンダーで、もうひとりとの予定を開くと、となりに余白が開きます。',
}
