import type { MeetingView, PairView, Topic } from '../agenda.ts'
import { findTheme } from '../guide-themes.ts'
import { undatedMeeting } from '../meeting.ts'
import { spanOfMeeting } from '../meeting-time.ts'
import type { ResponseKind, TopicKind } from '../topics.ts'
import type { SearchEntry } from './search-entry.ts'

/** The names of kinds, in as many languages as people may type. */
export interface SearchWords {
  topics: Readonly<Record<TopicKind, string>>
  responses: Readonly<Record<ResponseKind, string>>
}

/**
 * Everything a pair's view holds that can be found; removed things are left out. Purposes and farewells come
 * once per period.
 */
export function listEntries(view: PairView, words: SearchWords): SearchEntry[] {
  const { pairId } = view
  const topics = new Map<string, Topic>()
  for (const { topics: list } of view.meetings)
    for (const topic of list) topics.set(topic.id, topic)
  const entries: SearchEntry[] = []
  for (const meeting of view.meetings) {
    const place = placeOf(meeting)
    for (const topic of meeting.topics) {
      if (!topic.isRemoved) entries.push(topicEntry(view, topic, place, words))
    }
    for (const memo of meeting.memos) {
      if (memo.isRemoved) continue
      const topicKind = topics.get(memo.topicId ?? '')?.kind ?? null
      const alsoFoundBy = topicKind === null ? '' : words.topics[topicKind]
      const common = { pairId, ...place, topicKind, title: '', alsoFoundBy }
      entries.push({ ...common, id: memo.id, kind: 'memo', owner: memo.author, text: memo.text })
      for (const mark of memo.nuances) {
        if (mark.isRemoved) continue
        const text = mark.reply === '' ? mark.quote.text : `${mark.quote.text}\n${mark.reply}`
        entries.push({ ...common, id: mark.id, kind: 'nuance', owner: mark.by, text })
      }
    }
  }
  const days = new Map(view.meetings.map((meeting) => [meeting.key, placeOf(meeting)]))
  for (const promise of view.promises) {
    if (promise.isRemoved) continue
    const place = days.get(promise.meeting ?? '')
    entries.push({
      id: promise.id,
      pairId,
      kind: 'promise',
      meeting: promise.meeting,
      day: place?.day ?? null,
      atMs: place?.atMs ?? promise.createdMs,
      topicKind: null,
      owner: promise.owner,
      title: '',
      text: promise.whenWhere === '' ? promise.text : `${promise.text}\n${promise.whenWhere}`,
      alsoFoundBy: '',
    })
  }
  entries.push(...periodEntries(view))
  return entries.filter(({ text, title, kind }) => kind === 'topic' || text + title !== '')
}

type Place = Pick<SearchEntry, 'meeting' | 'day' | 'atMs'>

function placeOf(meeting: MeetingView): Place {
  const span = spanOfMeeting(meeting)
  // What waits without a date is the newest there is.
  const unknownMs = meeting.key === undatedMeeting ? Number.MAX_SAFE_INTEGER : 0
  return { meeting: meeting.key, day: span?.day ?? null, atMs: span?.startMs ?? unknownMs }
}

function topicEntry(view: PairView, topic: Topic, place: Place, words: SearchWords): SearchEntry {
  const response = topic.response === null ? '' : words.responses[topic.response]
  const theme = topic.kind === 'custom' ? findTheme(topic.title) : null
  return {
    id: topic.id,
    pairId: view.pairId,
    kind: 'topic',
    ...place,
    topicKind: topic.kind,
    owner: topic.owner,
    title: topic.title,
    text: topic.responseNote === '' ? topic.note : `${topic.note}\n${topic.responseNote}`,
    alsoFoundBy: [words.topics[topic.kind], response, theme?.ja, theme?.en].join('\n'),
  }
}

function periodEntries(view: PairView): SearchEntry[] {
  return [...view.pastPeriods, view.period].flatMap((period): SearchEntry[] => {
    const startMs = Date.parse(`${period.startedDay ?? '1970-01-01'}T00:00:00Z`)
    const common = {
      pairId: view.pairId,
      meeting: null,
      topicKind: null,
      title: '',
      alsoFoundBy: '',
    }
    const closing = { ...common, day: null, atMs: period.closed?.atMs ?? startMs }
    return [
      {
        ...common,
        id: period.id,
        kind: 'purpose',
        day: period.startedDay,
        atMs: startMs,
        owner: null,
        text: period.purpose,
      },
      ...period.farewells.map(({ member, thanks, takeaway }) => ({
        ...closing,
        id: `${period.id}/${member}`,
        kind: 'farewell' as const,
        owner: member,
        text: [thanks, takeaway].filter((text) => text !== '').join('\n'),
      })),
      ...period.keepsakes.map(({ member, text }) => ({
        ...closing,
        id: `${period.id}/${member}/keepsake`,
        kind: 'farewell' as const,
        owner: member,
        text,
      })),
    ]
  })
}
