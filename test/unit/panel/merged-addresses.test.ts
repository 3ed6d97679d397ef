import { describe, expect, it } from 'vitest'
import { mergeMembers, separateMember } from '../../../lib/document/edits/edit-alias.ts'
import { addPromise } from '../../../lib/document/edits/edit-promise.ts'
import { changePeriod, setFarewell, setPurpose } from '../../../lib/document/edits/edit-relation.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { plantTopic } from '../../gallery/plant-topic.ts'
import {
  formerPairId,
  formerPartner,
  me,
  partner,
  sampleContext,
  sampleMeeting,
  sampleNowMs,
  samplePairId,
} from '../../gallery/sample-context.ts'
import { unwrap } from '../../support/replica-world.ts'
import type { Harness } from './session-harness.ts'
import { useSession } from './use-session.ts'

const start = useSession()

const documentOf = (harness: Harness) => harness.background.documentOf(samplePairId)
const viewOf = (harness: Harness) => harness.session.view()

describe('a screen of merged addresses', () => {
  it('draws both sides under the person they are, in the pair of the former address too', async () => {
    // The partner's own panel, open at the pair of the address she had before.
    const harness = await start({ self: formerPartner, partner: me })
    plantTopic(harness.background, { owner: formerPartner.id, kind: 'work', note: 'まえの' })
    plantTopic(harness.background, { owner: me.id, kind: 'career' })
    mergeMembers(documentOf(harness), formerPartner.id, partner.id)
    await harness.settle()
    const { topics, self } = viewOf(harness)
    expect(self?.id).toBe(partner.id)
    expect(topics.mine.map(({ kind }) => kind)).toEqual(['work'])
    expect(topics.theirs.map(({ kind }) => kind)).toEqual(['career'])

    harness.session.actions.setText(topics.mine[0]?.id ?? '', 'note', 'まえの', 'まえの話')
    harness.session.actions.pickTopic('policy', '')
    harness.session.actions.markSeen()
    harness.session.actions.talk({
      do: 'add-promise',
      words: { owner: partner.id, text: '本', dueDay: null, whenWhere: '' },
    })
    harness.session.actions.talk({ do: 'change-relation', words: { mentee: partner.id } })
    harness.session.actions.talk({
      do: 'set-farewell',
      member: partner.id,
      field: 'thanks',
      base: '',
      text: 'ありがとう',
    })
    harness.session.actions.talk({
      do: 'set-farewell',
      member: partner.id,
      field: 'thanks',
      base: 'ありがとう',
      text: 'ありがとうございました',
    })
    await harness.settle()
    expect(viewOf(harness).seenByMeMs).not.toBeNull()
    expect(viewOf(harness).document?.promises[0]?.owner).toBe(partner.id)

    // Taken back: what was written meanwhile still has its owner.
    separateMember(documentOf(harness), formerPartner.id)
    await harness.settle()
    const after = viewOf(harness)
    expect(after.self?.id).toBe(formerPartner.id)
    expect(after.topics.mine.map(({ kind, note }) => [kind, note])).toEqual([
      ['work', 'まえの話'],
      ['policy', ''],
    ])
    expect(after.document?.promises[0]?.owner).toBe(formerPartner.id)
    expect(after.document?.period.mentee).toBe(formerPartner.id)
    expect(after.document?.period.farewells).toEqual([
      { member: formerPartner.id, thanks: 'ありがとうございました', takeaway: '' },
    ])
    expect(after.seenByMeMs).not.toBeNull()
  })

  it('reads what stands under the other address, and edits it where it is', async () => {
    const harness = await start()
    const former = harness.background.documentOf(formerPairId)
    const waiting = unwrap(
      pickTopic(former, {
        meeting: sampleMeeting,
        owner: me.id,
        kind: 'growth',
        suffix: null,
        nowMs: sampleNowMs,
      }),
    ).topicId
    addPromise(former, {
      suffix: 'p1',
      owner: formerPartner.id,
      text: '本を持ってくる',
      dueDay: null,
      whenWhere: '',
      meeting: null,
      nowMs: sampleNowMs,
    })
    unwrap(setFarewell(former, formerPartner.id, 'thanks', 'ありがとう'))
    harness.background.setElsewhere({
      pairId: formerPairId,
      self: me.id,
      partner: formerPartner.id,
    })
    await harness.settle()
    const { carry, elsewhere, document } = viewOf(harness)
    expect(document?.meetings).toEqual([])
    expect(carry?.topics).toMatchObject([{ pairId: formerPairId, topic: { id: waiting } }])
    expect(elsewhere[0]?.promises[0]?.owner).toBe(partner.id)
    expect(elsewhere[0]?.period.farewells[0]?.member).toBe(partner.id)

    harness.session.actions.talk({ do: 'bring-topic', topicId: waiting })
    const promiseId = elsewhere[0]?.promises[0]?.id ?? ''
    harness.session.actions.talk({ do: 'tick-promise', promiseId, isDone: true })
    await harness.settle()
    const commands = harness.background.received.flatMap((message) =>
      message.type === 'panel/command' && message.command.name === 'elsewhere'
        ? [message.command]
        : [],
    )
    expect(commands).toEqual([
      {
        name: 'elsewhere',
        pairId: formerPairId,
        edit: { do: 'bring-topic', topicId: waiting },
      },
      {
        name: 'elsewhere',
        pairId: formerPairId,
        edit: { do: 'tick-promise', promiseId, isDone: true },
      },
    ])
    expect(documentOf(harness).read().promises).toEqual([])

    harness.background.setElsewhere(null)
    await harness.settle()
    expect(viewOf(harness).elsewhere).toEqual([])
    expect(viewOf(harness).carry?.topics).toEqual([])
  })

  it('goes on with the relation of the other address, and leaves it there as it was', async () => {
    const harness = await start()
    const former = harness.background.documentOf(formerPairId)
    unwrap(changePeriod(former, { kind: 'mentor', mentee: formerPartner.id, cadenceDays: 14 }))
    unwrap(setPurpose(former, '進みかたを考える'))
    const before = former.read().period
    const others = { pairId: formerPairId, self: me.id, partner: formerPartner.id }
    harness.background.setElsewhere(others)
    await harness.settle()
    const shown = () => viewOf(harness).document?.period
    expect(shown()).toMatchObject({ kind: 'mentor', mentee: partner.id, cadenceDays: 14 })
    expect(viewOf(harness).document?.relation).toBe('mentor')
    // Nothing is copied by looking: parted again, this address knows nothing of it.
    harness.session.actions.talk({ do: 'answer-question' })
    await harness.settle()
    expect(documentOf(harness).read()).toMatchObject({ relation: null, period: { purpose: '' } })
    expect(shown()?.askedDay).not.toBeNull()
    harness.background.setElsewhere(null)
    await harness.settle()
    expect(shown()).toMatchObject({ kind: null, mentee: null, purpose: '' })

    // What is changed here begins with what was seen here, and is of this address alone.
    harness.background.setElsewhere(others)
    await harness.settle()
    harness.session.actions.talk({
      do: 'set-purpose',
      base: '進みかたを考える',
      text: '進みかたを二人で考える',
    })
    await harness.settle()
    const agreed = { kind: 'mentor', cadenceDays: 14, purpose: '進みかたを二人で考える' }
    expect(shown()).toMatchObject({ ...agreed, mentee: partner.id })
    harness.background.setElsewhere(null)
    await harness.settle()
    expect(shown()).toMatchObject({ ...agreed, mentee: partner.id })
    expect(former.read().period).toEqual(before)
  })

  it('can choose no relation where another address has one', async () => {
    const harness = await start()
    const former = harness.background.documentOf(formerPairId)
    unwrap(changePeriod(former, { kind: 'diagonal' }))
    harness.background.setElsewhere({
      pairId: formerPairId,
      self: me.id,
      partner: formerPartner.id,
    })
    await harness.settle()
    expect(viewOf(harness).document?.relation).toBe('diagonal')
    harness.session.actions.talk({ do: 'change-relation', words: { kind: null } })
    await harness.settle()
    expect(viewOf(harness).document).toMatchObject({ relation: null, pastPeriods: [] })
    expect(former.read().relation).toBe('diagonal')
    harness.session.actions.talk({ do: 'change-relation', words: { kind: 'boss' } })
    await harness.settle()
    expect(viewOf(harness).document?.relation).toBe('boss')
  })

  it('is not mixed with another pair that is opened next', async () => {
    const harness = await start()
    harness.background.setElsewhere({
      pairId: formerPairId,
      self: me.id,
      partner: formerPartner.id,
    })
    await harness.settle()
    expect(viewOf(harness).elsewhere).toHaveLength(1)
    harness.background.setElsewhere(null)
    harness.background.setContext(sampleContext({ pairId: '12'.repeat(16) }))
    await harness.settle()
    expect(viewOf(harness).elsewhere).toEqual([])
  })
})
