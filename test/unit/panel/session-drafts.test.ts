import { describe, expect, it } from 'vitest'
import { removeTopic } from '../../../lib/document/edits/edit-topic.ts'
import { plantTopic } from '../../gallery/plant-topic.ts'
import { me, sampleDraft, samplePairId } from '../../gallery/sample-context.ts'
import { type Harness, mine, stored } from './session-harness.ts'
import { useSession } from './use-session.ts'

const start = useSession()

describe('drafts', () => {
  it('start for the three sensitive kinds and stay out of the document until shared', async () => {
    const harness = await start()
    for (const kind of ['people', 'wellbeing', 'private', 'work', 'policy'] as const) {
      harness.session.actions.pickTopic(kind, '')
    }
    const delivery = Object.fromEntries(mine(harness).map((one) => [one.kind, one.delivery]))
    expect(delivery).toMatchObject({ people: 'draft', wellbeing: 'draft', private: 'draft' })
    expect(delivery.work).not.toBe('draft')
    const draft = mine(harness).find((one) => one.kind === 'wellbeing')
    harness.session.actions.setText(draft?.id ?? '', 'note', '', 'ねむれない')
    harness.session.actions.setResponse(draft?.id ?? '', 'listen')
    await harness.settle()
    const sent = JSON.stringify(
      harness.background.received.filter((one) => one.type === 'panel/sync'),
    )
    expect(stored(harness).map((one) => one.kind)).toEqual(['work', 'policy'])
    expect(Buffer.from(sent).includes('ねむれない')).toBe(false)
    expect(
      harness.background.context().drafts.find((one) => one.kind === 'wellbeing'),
    ).toMatchObject({
      note: 'ねむれない',
      response: 'listen',
    })

    harness.session.actions.shareDraft(draft?.id ?? '')
    expect(mine(harness).find((one) => one.kind === 'wellbeing')?.delivery).toBe('sharing')
    await harness.settle()
    expect(stored(harness).find((one) => one.kind === 'wellbeing')).toMatchObject({
      note: 'ねむれない',
      response: 'listen',
    })
    expect(mine(harness).filter((one) => one.kind === 'wellbeing')).toHaveLength(1)
    expect(mine(harness).find((one) => one.kind === 'wellbeing')?.delivery).not.toBe('draft')
  })

  it('are sent again when the worker died before it answered', async () => {
    const harness = await start({ drafts: [sampleDraft()] })
    harness.background.pause(true)
    harness.session.actions.setText(sampleDraft().id, 'note', '', 'ひとこと')
    await harness.settle()
    expect(harness.session.view().state.save).toBe('saving')
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(harness.background.context().drafts[0]?.note).toBe('ひとこと')
    expect(mine(harness)[0]?.note).toBe('ひとこと')
    await harness.advance(1000)
    expect(harness.session.view().state.save).toBe('saved')
  })

  it('come back after they were taken back', async () => {
    const harness = await start({ drafts: [sampleDraft({ note: 'のこす' })] })
    harness.session.actions.remove(sampleDraft().id)
    expect(mine(harness)).toEqual([])
    await harness.settle()
    expect(harness.background.context().drafts).toEqual([])
    harness.session.actions.restore(sampleDraft().id)
    await harness.settle()
    expect(mine(harness)[0]?.note).toBe('のこす')
    expect(harness.background.context().drafts[0]?.note).toBe('のこす')
  })

  it('keep the newest words while an older context is still on its way', async () => {
    const harness = await start({ drafts: [sampleDraft()] })
    harness.background.pause(true)
    harness.session.actions.setText(sampleDraft().id, 'note', '', 'あたらしい')
    harness.background.setContext({ theme: 'dark' })
    await harness.settle()
    expect(mine(harness)[0]?.note).toBe('あたらしい')
  })

  it('take the place of a sensitive topic that was shared and taken back', async () => {
    const harness = await start()
    const id = plantTopic(harness.background, { owner: me.id, kind: 'people', note: 'まえの話' })
    removeTopic(harness.background.documentOf(samplePairId), id)
    await harness.settle()
    harness.session.actions.pickTopic('people', '')
    await harness.settle()
    expect(mine(harness)).toMatchObject([{ id, delivery: 'draft', note: 'まえの話' }])
    expect(stored(harness)[0]?.isRemoved).toBe(true)
  })

  it('return to a draft when sharing failed', async () => {
    const harness = await start({ drafts: [sampleDraft()] })
    harness.background.failWith.command = 'net/server'
    harness.session.actions.shareDraft(sampleDraft().id)
    await harness.settle()
    expect(mine(harness)[0]?.delivery).toBe('draft')
    expect(harness.session.view().notices.map((one) => one.code)).toEqual(['net/server'])
  })
})

describe('a draft whose topic already stands in the document', () => {
  const behind = (harness: Harness) => mine(harness)[0]?.draftBehind ?? null

  it('is shown with it while it holds other words, and adds them when shared', async () => {
    const harness = await start()
    const id = plantTopic(harness.background, {
      owner: me.id,
      kind: 'wellbeing',
      note: 'もう一台で',
    })
    harness.background.setContext({
      drafts: [sampleDraft({ id, note: 'ねむれない', response: 'listen' })],
    })
    await harness.settle()
    expect(mine(harness)).toHaveLength(1)
    expect(mine(harness)[0]).toMatchObject({ delivery: 'arrived', note: 'もう一台で' })
    expect(behind(harness)).toEqual({
      title: '',
      note: 'ねむれない',
      response: 'listen',
      isSharing: false,
    })
    harness.session.actions.setText(id, 'note', 'もう一台で', 'もう一台で。')
    expect(behind(harness)?.note).toBe('ねむれない')
    harness.session.actions.shareDraft(id)
    expect(behind(harness)?.isSharing).toBe(true)
    await harness.settle()
    expect(stored(harness)[0]).toMatchObject({
      note: 'もう一台で。\nねむれない',
      response: 'listen',
    })
    expect(behind(harness)).toBeNull()
    expect(harness.background.context().drafts).toEqual([])
  })

  it('can be put away; the topic stays', async () => {
    const harness = await start()
    const id = plantTopic(harness.background, {
      owner: me.id,
      kind: 'wellbeing',
      note: 'もう一台で',
    })
    harness.background.setContext({ drafts: [sampleDraft({ id, note: 'ねむれない' })] })
    await harness.settle()
    harness.session.actions.dropDraft(id)
    await harness.settle()
    expect(behind(harness)).toBeNull()
    expect(stored(harness)[0]).toMatchObject({ note: 'もう一台で', isRemoved: false })
    expect(harness.background.context().drafts).toEqual([])
  })

  it('is not told of when the topic says all of it', async () => {
    const harness = await start()
    const id = plantTopic(harness.background, {
      owner: me.id,
      kind: 'wellbeing',
      note: 'ねむれない',
    })
    harness.background.setContext({ drafts: [sampleDraft({ id, note: 'ねむれない' })] })
    await harness.settle()
    expect(mine(harness)).toMatchObject([{ id, draftBehind: null }])
  })
})
