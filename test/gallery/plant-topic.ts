import { setNote, setResponse, setResponseNote } from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import type { MemberId } from '../../lib/model/people.ts'
import type { ResponseKind, TopicKind } from '../../lib/model/topics.ts'
import type { FakeBackground } from './fake-background.ts'
import { sampleMeeting, sampleNowMs, samplePairId } from './sample-context.ts'

/** A topic to be found in the document. */
export interface PlantedTopic {
  owner: MemberId
  kind: TopicKind
  response?: ResponseKind
  responseNote?: string
  note?: string
  title?: string
  /** Another meeting of the pair than the one on screen. */
  meeting?: { key: string; startMs: number | null; day: string | null }
}

/** Puts a topic into the stored document, as a sync or another device would. Returns its id. */
export function plantTopic(background: FakeBackground, topic: PlantedTopic): string {
  const document = background.documentOf(samplePairId)
  const picked = pickTopic(document, {
    meeting: topic.meeting ?? sampleMeeting,
    owner: topic.owner,
    kind: topic.kind,
    suffix: topic.kind === 'custom' ? `own${topic.title?.length ?? 0}` : null,
    title: topic.title ?? '',
    nowMs: sampleNowMs - 3_600_000,
  })
  if (!picked.ok) throw new Error(picked.error)
  const id = picked.value.topicId
  if (topic.response !== undefined) setResponse(document, id, topic.response)
  if (topic.responseNote !== undefined) setResponseNote(document, id, topic.responseNote)
  if (topic.note !== undefined) setNote(document, id, topic.note)
  return id
}
