import { describe, expect, it } from 'vitest'
import type { DraftTopic } from '../../../lib/model/agenda.ts'
import { listTopics } from '../../../lib/panel/topic-item.ts'
import { ann, ben } from '../../support/replica-world.ts'
import { makeMeeting, makeTopic, makeView } from '../../support/sample-views.ts'

describe('a meeting of 10,000 topics', () => {
  it('is told whole, in order', () => {
    const topics = Array.from({ length: 10_000 }, (_, at) =>
      makeTopic('m|', {
        id: `y2026/m|/custom/t${at}`,
        owner: at % 2 === 0 ? ann : ben,
        order: `a${String(at).padStart(5, '0')}`,
      }),
    )
    const drafts: DraftTopic[] = []
    const lists = listTopics({
      document: makeView([makeMeeting('m|', 0, { topics })]),
      meeting: 'm|',
      self: ann,
      drafts,
      removedDrafts: drafts,
      isSharing: () => false,
      deliveryOf: () => 'arrived',
    })
    expect([lists.mine.length, lists.theirs.length]).toEqual([5_000, 5_000])
    expect([lists.mine[0]?.id, lists.mine.at(-1)?.id]).toEqual([topics[0]?.id, topics.at(-2)?.id])
  })
})
