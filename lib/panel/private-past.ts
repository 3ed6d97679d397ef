import type { MeetingView, PairView, Topic } from '../model/agenda.ts'
import { dayInZone } from '../model/calendar-day.ts'
import type { MeetingKey } from '../model/meeting.ts'
import { spanOfMeeting } from '../model/meeting-time.ts'
import { noteIdOf } from '../model/note-id.ts'
import type { SearchWords } from '../model/search/list-entries.ts'
import type { SearchEntry } from '../model/search/search-entry.ts'
import type { OwnNote } from './note-shelf.ts'

/** A private note where it stands among what the two had. */
export interface PlacedNote {
  note: OwnNote
  /** Where its topic stands now, else where it was begun. */
  meeting: MeetingKey
  /** Null beside the whole 1-on-1, and where the topic is not here. */
  topic: Topic | null
}

/** The words beside a topic as one goes on writing them; empty where there are none. */
export function textBesideTopic(notes: readonly OwnNote[], topicId: string): string {
  // An import may have left a second note there, which stands in the timeline alone.
  const own = notes.find((note) => note.id === noteIdOf(note.pairId, note.meeting, topicId))
  return own?.text ?? ''
}

/** Puts notes beside the topics of a view. */
export function placeNotes(notes: readonly OwnNote[], view: PairView): PlacedNote[] {
  const topics = new Map(
    view.meetings.flatMap(({ topics: list }) => list.map((topic) => [topic.id, topic] as const)),
  )
  return notes.map((note) => {
    const topic = topics.get(note.topicId ?? '') ?? null
    return { note, meeting: topic?.meeting ?? note.meeting, topic }
  })
}

/** What the person's own search finds among private notes; lives in the page's memory alone. */
export function listPrivateEntries(
  placed: readonly PlacedNote[],
  view: PairView,
  words: SearchWords,
): SearchEntry[] {
  const known = new Map(view.meetings.map((meeting) => [meeting.key, meeting]))
  return placed.map(({ note, meeting, topic }) => {
    const span = spanOfMeeting(known.get(meeting) ?? { key: meeting, startMs: null, day: null })
    return {
      id: note.id,
      pairId: note.pairId,
      kind: 'private',
      meeting,
      day: span?.day ?? null,
      atMs: span?.startMs ?? note.updatedMs,
      topicKind: topic?.kind ?? null,
      owner: null,
      title: '',
      text: note.text,
      alsoFoundBy: topic === null ? '' : `${topic.title}\n${words.topics[topic.kind]}`,
    }
  })
}

/**
 * The view with the 1-on-1s of which nothing but private notes is left; such a one is where its key says, else
 * on the day of its first note.
 */
export function addNotedMeetings(view: PairView, placed: readonly PlacedNote[]): PairView {
  const known = new Set(view.meetings.map(({ key }) => key))
  const added = new Map<MeetingKey, MeetingView>()
  for (const { note, meeting: key } of placed) {
    if (known.has(key) || added.has(key)) continue
    const span = spanOfMeeting({ key, startMs: null, day: null })
    added.set(key, {
      key,
      startMs: null,
      day: span?.day ?? dayInZone(note.updatedMs),
      topics: [],
      memos: [],
      seen: [],
      ended: [],
      isCalledOff: false,
    })
  }
  return added.size === 0 ? view : { ...view, meetings: [...view.meetings, ...added.values()] }
}
