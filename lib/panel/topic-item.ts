import type { DraftTopic, PairView, Topic } from '../model/agenda.ts'
import { subjectOfTitle } from '../model/guide-themes.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { MemberId } from '../model/people.ts'
import type { ResponseKind, TopicKind } from '../model/topics.ts'

/**
 * How far a topic has come. `draft`: on this device only. `sharing`: the share press is being carried out.
 * `waiting`: not in the shared file as it stands here. `arrived`: the shared file holds it. `unknown`:
 * written before this panel was opened while something still waits.
 */
export type TopicDelivery = 'draft' | 'sharing' | 'waiting' | 'arrived' | 'unknown'

/** A topic as it is drawn, one's own or the partner's, shared or draft. */
export interface TopicItem {
  id: string
  kind: TopicKind
  /** The person's own title for `custom`; empty otherwise. */
  title: string
  response: ResponseKind | null
  responseNote: string
  note: string
  order: string
  /** Null for the partner's topics. */
  delivery: TopicDelivery | null
  /** A draft of this very topic, kept here since it was shared from another device; null when it adds nothing. */
  draftBehind: DraftBehind | null
}

/** What a draft behind a shared topic would add to it. */
export interface DraftBehind {
  title: string
  note: string
  response: ResponseKind | null
  isSharing: boolean
}

/** The topics of one meeting, as each side sees them: all of them; screens show the beginning and more on demand. */
export interface TopicLists {
  mine: TopicItem[]
  theirs: TopicItem[]
  /** Own topics that were taken back and can be put back. */
  removed: TopicItem[]
  /** Titles of own themes made for other meetings, newest first, to be picked again. */
  ownTitles: string[]
}

/** What {@link listTopics} reads. */
export interface TopicSources {
  /** Null before the document is loaded. */
  document: PairView | null
  meeting: MeetingKey | null
  self: MemberId | null
  drafts: readonly DraftTopic[]
  removedDrafts: readonly DraftTopic[]
  isSharing: (id: string) => boolean
  deliveryOf: (topic: Topic) => TopicDelivery
}

/** Sorts topics and drafts of one meeting into what is drawn. Pure. */
export function listTopics(sources: TopicSources): TopicLists {
  const { meeting, self } = sources
  const topics = sources.document?.meetings.find((one) => one.key === meeting)?.topics.slice() ?? []
  const isMine = (topic: Topic): boolean => topic.owner === self
  const standing = topics.filter((topic) => isMine(topic) && !topic.isRemoved)
  const standingIds = new Set(standing.map((topic) => topic.id))
  const drafts = sources.drafts.filter(
    (draft) => draft.meeting === meeting && !standingIds.has(draft.id),
  )
  const draftIds = new Set(drafts.map((draft) => draft.id))
  const hiddenDrafts = new Map(
    sources.drafts.filter(({ id }) => standingIds.has(id)).map((draft) => [draft.id, draft]),
  )
  const behindOf = (topic: Topic): DraftBehind | null => {
    const draft = hiddenDrafts.get(topic.id)
    if (draft === undefined || !saysMore(draft, topic)) return null
    const { title, note, response } = draft
    return { title, note, response, isSharing: sources.isSharing(topic.id) }
  }
  const mine = [
    ...standing.map((topic) => ({
      ...itemOf(topic, sources.deliveryOf(topic)),
      draftBehind: behindOf(topic),
    })),
    ...drafts.map((draft) => itemOf(draft, sources.isSharing(draft.id) ? 'sharing' : 'draft')),
  ].sort(compareItems)
  const theirs = topics.filter((topic) => !isMine(topic) && !topic.isRemoved)
  const removed = [
    ...topics
      .filter((topic) => isMine(topic) && topic.isRemoved && !draftIds.has(topic.id))
      .map((topic) => itemOf(topic, 'unknown')),
    ...sources.removedDrafts
      .filter((draft) => draft.meeting === meeting && !standingIds.has(draft.id))
      .map((draft) => itemOf(draft, 'draft')),
  ]
  return {
    mine,
    theirs: theirs.map((topic) => itemOf(topic, null)),
    removed,
    ownTitles: listOwnTitles(sources),
  }
}

/** Own themes offered again; more would bury the seven. */
const ownTitlesShown = 5

function listOwnTitles({ document, meeting, self }: TopicSources): string[] {
  const own = (document?.meetings ?? [])
    .flatMap((one) => one.topics)
    .filter((topic) => topic.kind === 'custom' && topic.owner === self && topic.title.trim() !== '')
  // A theme of a guide is one, whichever language it was picked in.
  const seen = new Set(
    own.filter((topic) => topic.meeting === meeting).map((topic) => subjectOfTitle(topic.title)),
  )
  return own
    .filter((topic) => topic.meeting !== meeting && !topic.isRemoved)
    .sort((a, b) => b.createdMs - a.createdMs)
    .flatMap(({ title }) => {
      const isNew = !seen.has(subjectOfTitle(title))
      seen.add(subjectOfTitle(title))
      return isNew ? [title] : []
    })
    .slice(0, ownTitlesShown)
}

function itemOf(topic: Topic | DraftTopic, delivery: TopicDelivery | null): TopicItem {
  const { id, kind, title, response, responseNote, note, order } = topic
  return { id, kind, title, response, responseNote, note, order, delivery, draftBehind: null }
}

/** True when sharing the draft would add words or change the response of the topic that has its id. */
export function saysMore(draft: DraftTopic, topic: Topic): boolean {
  const differs = (of: 'title' | 'responseNote'): boolean =>
    draft[of].trim() !== '' && draft[of] !== topic[of]
  return (
    !topic.note.includes(draft.note.trim().toWellFormed()) ||
    (draft.response !== null && draft.response !== topic.response) ||
    differs('title') ||
    differs('responseNote')
  )
}

// Code units, as in the document: both people and both kinds of topic must sort alike.
function compareItems(a: TopicItem, b: TopicItem): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
