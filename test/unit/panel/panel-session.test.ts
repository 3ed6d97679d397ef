import { afterEach, describe, expect, it } from 'vitest'
import { removeTopic, setNote, setResponse } from '../../../lib/document/edits/edit-topic.ts'
import { plantTopic } from '../../gallery/plant-topic.ts'
import {
  arrivedStatus,
  localStatus,
  me,
  partner,
  sampleDraft,
  samplePairId,
} from '../../gallery/sample-context.ts'
import { type Harness, startHarness } from './session-harness.ts'

let running: Harness | null = null
const start = async (...args: Parameters<typeof startHarness>) => {
  const harness = await startHarness(...args)
  running = harness
  return harness
}
afterEach(() => running?.stop())

const mine = (harness: Harness) => harness.session.view().topics.mine
const stored = (harness: Harness) =>
  harness.background
    .documentOf(samplePairId)
    .read()
    .meetings.flatMap((meeting) => meeting.topics)

describe('a session', () => {
  it('shows the context before the document layer is loaded, and keeps what is pressed meanwhile', async () => {
    const harness = await start({}, { isEditorHeld: true })
    expect(harness.session.view().screen).toBe('pair')
    expect(harness.session.view().partner).toEqual(partner)
    expect(harness.session.view().isReady).toBe(false)
    harness.session.actions.pickTopic('work', '')
    await harness.loadEditor()
    expect(harness.session.view().isReady).toBe(true)
    expect(stored(harness).map((topic) => topic.kind)).toEqual(['work'])
  })

  it('saves a topic and its response in two presses', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('career', '')
    const [picked] = mine(harness)
    expect(picked?.kind).toBe('career')
    expect(harness.session.view().pickedId).toBe(picked?.id)
    harness.session.actions.setResponse(picked?.id ?? '', 'listen')
    expect(mine(harness)[0]?.response).toBe('listen')
    expect(harness.session.view().state.save).toBe('saving')
    await harness.advance(1000)
    expect(harness.session.view().state.save).toBe('saved')
    expect(stored(harness)).toMatchObject([{ kind: 'career', response: 'listen', owner: me.id }])
  })

  it('draws the partner’s topics in their order and says when they change', async () => {
    const harness = await start()
    const id = plantTopic(harness.background, {
      owner: partner.id,
      kind: 'career',
      response: 'listen',
    })
    plantTopic(harness.background, { owner: partner.id, kind: 'work' })
    await harness.settle()
    const view = harness.session.view()
    expect(view.topics.theirs.map((one) => [one.kind, one.response])).toEqual([
      ['career', 'listen'],
      ['work', null],
    ])
    expect(view.announcement?.kind).toBe('partner-updated')
    const serial = view.announcement?.serial ?? 0
    setResponse(harness.background.documentOf(samplePairId), id, 'advice')
    await harness.settle()
    expect(harness.session.view().announcement?.serial).toBeGreaterThan(serial)
    expect(harness.session.view().topics.theirs[0]?.response).toBe('advice')
  })

  it('stays silent about what was there when it opened', async () => {
    const harness = await start({}, { isEditorHeld: true })
    plantTopic(harness.background, { owner: partner.id, kind: 'career' })
    await harness.loadEditor()
    expect(harness.session.view().topics.theirs).toHaveLength(1)
    expect(harness.session.view().announcement).toBeNull()
  })

  it('takes a topic back and puts it back with its words', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    const id = mine(harness)[0]?.id ?? ''
    harness.session.actions.setText(id, 'note', '', '見積りの前提')
    harness.session.actions.remove(id)
    expect(mine(harness)).toEqual([])
    expect(harness.session.view().topics.removed.map((one) => one.note)).toEqual(['見積りの前提'])
    harness.session.actions.pickTopic('work', '')
    expect(mine(harness).map((one) => [one.id, one.note])).toEqual([[id, '見積りの前提']])
  })

  it('keeps words typed here when others come in between', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    const id = mine(harness)[0]?.id ?? ''
    harness.session.actions.setText(id, 'note', '', 'abc')
    await harness.settle()
    setNote(harness.background.documentOf(samplePairId), id, 'abcREMOTE')
    await harness.settle()
    // The person began from "abc", typed in an input method, and only now the words arrive.
    harness.session.actions.setText(id, 'note', 'abc', 'MINEabc')
    expect(mine(harness)[0]?.note).toBe('MINEabcREMOTE')
  })

  it('tells "seen" only by a press, and asks again when something new came', async () => {
    const harness = await start()
    plantTopic(harness.background, { owner: partner.id, kind: 'career' })
    await harness.settle()
    expect(harness.session.view().seenByMeMs).toBeNull()
    harness.session.actions.markSeen()
    await harness.settle()
    expect(harness.session.view().seenByMeMs).not.toBeNull()
    const seen = harness.background.documentOf(samplePairId).read().meetings[0]?.seen
    expect(seen).toEqual([{ member: me.id, atMs: harness.session.view().seenByMeMs }])
  })
})

describe('own themes', () => {
  it('of other meetings are offered again, once, newest first', async () => {
    const harness = await start()
    const weekBefore = (weeks: number) => ({
      key: `weekly@google.com|2026111${weeks}T010000Z`,
      startMs: null,
      day: null,
    })
    for (const [weeks, title] of [
      [1, '朝会のやりかた'],
      [2, '朝会のやりかた'],
      [3, '読書会'],
    ] as const) {
      plantTopic(harness.background, {
        owner: me.id,
        kind: 'custom',
        title,
        meeting: weekBefore(weeks),
      })
    }
    await harness.settle()
    expect(harness.session.view().topics.ownTitles.toSorted()).toEqual(['朝会のやりかた', '読書会'])
    harness.session.actions.pickTopic('custom', '読書会')
    expect(harness.session.view().topics.ownTitles).toEqual(['朝会のやりかた'])
  })
})

describe('a worker that dies', () => {
  it('loses nothing that was typed before, during and after', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    const id = mine(harness)[0]?.id ?? ''
    harness.background.pause(true)
    harness.session.actions.setText(id, 'note', '', 'before')
    await harness.settle()
    harness.background.die()
    await harness.settle()
    expect(stored(harness)[0]?.note).toBe('')
    harness.session.actions.setText(id, 'note', 'before', 'before, during')
    expect(harness.session.view().state.save).toBe('saving')
    await harness.advance(1000)
    expect(stored(harness)[0]?.note).toBe('before, during')
    expect(harness.session.view().state.save).toBe('saved')
    harness.session.actions.setText(id, 'note', 'before, during', 'before, during, after')
    await harness.settle()
    expect(stored(harness)[0]?.note).toBe('before, during, after')
  })

  it('does not say "saved" before the save is acknowledged', async () => {
    const harness = await start()
    harness.background.pause(true)
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    expect(harness.session.view().state.save).toBe('saving')
    harness.background.pause(false)
    await harness.advance(1000)
    expect(harness.session.view().state.save).toBe('saved')
  })

  it('says "saving" at once and "saved" only when typing has paused', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    const id = mine(harness)[0]?.id ?? ''
    for (const note of ['あ', 'あい', 'あいう']) {
      harness.session.actions.setText(id, 'note', note.slice(0, -1), note)
      expect(harness.session.view().state.save).toBe('saving')
      await harness.advance(100)
      expect(harness.session.view().state.save).toBe('saving')
    }
    await harness.advance(500)
    expect(harness.session.view().state.save).toBe('saved')
  })

  it('names the id it holds when it joins again', async () => {
    const harness = await start()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    const joins = harness.background.received.filter((one) => one.type === 'panel/join')
    expect(joins.map((one) => one.heldClientId)).toEqual([null, 1001])
  })

  it('backs off when it is cut again and again', async () => {
    const harness = await start()
    const { connect } = harness.background
    let connections = 0
    harness.background.connect = () => {
      connections += 1
      const line = connect()
      // Cut before it carried anything, as a background does that does not know this frame.
      harness.background.die()
      return line
    }
    harness.background.die()
    for (let seconds = 0; seconds < 60; seconds++) await harness.advance(1000)
    expect(connections).toBeGreaterThanOrEqual(4)
    expect(connections).toBeLessThanOrEqual(8)
  })

  it('sends the edits of a pair no longer on screen', async () => {
    const harness = await start()
    harness.background.pause(true)
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    harness.background.setContext({ pairId: 'f'.repeat(32) })
    await harness.settle()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(stored(harness).map((topic) => topic.kind)).toEqual(['work'])
  })
})

describe('a line at rest', () => {
  const joins = (harness: Harness) =>
    harness.background.received.filter((one) => one.type === 'panel/join').length

  it('comes back by itself while nobody promised to wake it', async () => {
    const harness = await start({ frameState: 'hidden' })
    harness.background.die()
    await harness.settle()
    await harness.advance(60_000)
    expect(joins(harness)).toBe(2)
  })

  it('stays down while the panel is hidden and all is saved, and comes back when woken', async () => {
    const harness = await start({ frameState: 'hidden' })
    harness.session.wake()
    harness.background.die()
    await harness.settle()
    await harness.advance(60_000)
    expect(joins(harness)).toBe(1)
    harness.session.wake()
    await harness.settle()
    expect(joins(harness)).toBe(2)
    expect(harness.session.view().isReady).toBe(true)
  })

  it('comes back to tell that the network is back', async () => {
    const harness = await start({ frameState: 'hidden' })
    harness.session.wake()
    harness.background.die()
    await harness.settle()
    harness.session.noteNetwork(true)
    await harness.settle()
    const said = harness.background.received.slice(-20).map((one) => one.type)
    expect(said.lastIndexOf('panel/network')).toBeGreaterThan(said.lastIndexOf('panel/join'))
    expect(joins(harness)).toBe(2)
  })

  it('does not rest on unsaved words, nor while the panel is in sight', async () => {
    const harness = await start({ frameState: 'hidden' })
    harness.session.wake()
    harness.background.pause(true)
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(stored(harness)).toHaveLength(1)
    harness.background.setContext({ frameState: 'glance' })
    await harness.settle()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(joins(harness)).toBe(3)
  })
})

describe('a save that fails', () => {
  it('is told, keeps the words, and succeeds on request', async () => {
    const harness = await start()
    harness.background.failWith.save = 'storage/quota'
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    const view = harness.session.view()
    expect(view.state.save).toBe('failed')
    expect(view.notices).toEqual([{ code: 'storage/quota', remedy: 'save', tone: 'grave' }])
    harness.session.actions.dismiss('storage/quota')
    expect(harness.session.view().notices).toHaveLength(1)
    harness.background.failWith.save = null
    harness.session.actions.saveAgain()
    await harness.advance(1000)
    expect(harness.session.view().state.save).toBe('saved')
    expect(harness.session.view().notices).toEqual([])
  })
})

describe('what was erased', () => {
  it('is given up at a word of the background', async () => {
    const harness = await start()
    harness.background.erase()
    await harness.settle()
    expect(harness.beginnings()).toBe(1)
  })

  it('is known by the number a panel was told before it slept', async () => {
    const harness = await start()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    const joins = harness.background.received.filter((one) => one.type === 'panel/join')
    expect(joins.map((one) => one.erasures)).toEqual([undefined, 0])
  })
})

describe('a save that failed', () => {
  it('is tried again by itself', async () => {
    const harness = await start()
    harness.background.failWith.save = 'storage/quota'
    harness.session.actions.pickTopic('work', '')
    await harness.advance(1000)
    expect(harness.session.view().state.save).toBe('failed')
    harness.background.failWith.save = null
    await harness.advance(31_000)
    await harness.advance(1000)
    expect(harness.session.view().state.save).toBe('saved')
  })
})

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

describe('order', () => {
  it('moves shared topics and drafts past each other', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    harness.session.actions.pickTopic('people', '')
    harness.session.actions.pickTopic('policy', '')
    const kinds = () => mine(harness).map((one) => one.kind)
    const id = (kind: string) => mine(harness).find((one) => one.kind === kind)?.id ?? ''
    expect(kinds()).toEqual(['work', 'people', 'policy'])
    harness.session.actions.move(id('people'), 'up')
    expect(kinds()).toEqual(['people', 'work', 'policy'])
    harness.session.actions.move(id('work'), 'down')
    expect(kinds()).toEqual(['people', 'policy', 'work'])
    harness.session.actions.move(id('people'), 'down')
    expect(kinds()).toEqual(['policy', 'people', 'work'])
    harness.session.actions.move(id('policy'), 'down')
    expect(kinds()).toEqual(['people', 'policy', 'work'])
    harness.session.actions.move(id('people'), 'up')
    expect(kinds()).toEqual(['people', 'policy', 'work'])
    await harness.settle()
    expect(stored(harness).map((one) => one.kind)).toEqual(['policy', 'work'])
  })

  it('moves a shared topic one place only, with a draft beyond it', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    harness.session.actions.pickTopic('career', '')
    harness.session.actions.pickTopic('people', '')
    const kinds = () => mine(harness).map((one) => one.kind)
    const id = (kind: string) => mine(harness).find((one) => one.kind === kind)?.id ?? ''
    harness.session.actions.move(id('people'), 'up')
    harness.session.actions.move(id('people'), 'up')
    expect(kinds()).toEqual(['people', 'work', 'career'])
    harness.session.actions.move(id('career'), 'up')
    expect(kinds()).toEqual(['people', 'career', 'work'])
    harness.session.actions.move(id('career'), 'down')
    expect(kinds()).toEqual(['people', 'work', 'career'])
    await harness.settle()
    expect(kinds()).toEqual(['people', 'work', 'career'])
  })

  it('finds room where a draft and topics were given the same key', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    harness.session.actions.pickTopic('career', '')
    await harness.settle()
    const [, career] = stored(harness)
    harness.background.setContext({ drafts: [sampleDraft({ order: career?.order ?? '' })] })
    harness.session.actions.pickTopic('policy', '')
    await harness.settle()
    const kinds = () => mine(harness).map((one) => one.kind)
    const id = (kind: string) => mine(harness).find((one) => one.kind === kind)?.id ?? ''
    expect(kinds()).toEqual(['work', 'career', 'wellbeing', 'policy'])
    harness.session.actions.move(id('work'), 'down')
    expect(kinds()).toEqual(['career', 'work', 'wellbeing', 'policy'])
    await harness.settle()
    expect(kinds()).toEqual(['career', 'work', 'wellbeing', 'policy'])
    expect(stored(harness).map((one) => one.kind)).toEqual(['career', 'work', 'policy'])
  })

  it('puts what is picked last behind the drafts', async () => {
    const harness = await start()
    for (const kind of ['people', 'wellbeing', 'work'] as const) {
      harness.session.actions.pickTopic(kind, '')
    }
    expect(mine(harness).map((one) => one.kind)).toEqual(['people', 'wellbeing', 'work'])
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

describe('delivery', () => {
  it('is told per topic from what changed since everything had arrived', async () => {
    const harness = await start()
    plantTopic(harness.background, { owner: me.id, kind: 'work' })
    await harness.settle()
    harness.background.setContext({ status: { ...arrivedStatus } })
    await harness.settle()
    expect(mine(harness).map((one) => one.delivery)).toEqual(['arrived'])
    harness.background.setContext({
      status: { ...arrivedStatus, phase: 'waiting', isOnline: false },
    })
    await harness.settle()
    harness.session.actions.pickTopic('career', '')
    expect(mine(harness).map((one) => [one.kind, one.delivery])).toEqual([
      ['work', 'arrived'],
      ['career', 'waiting'],
    ])
    expect(harness.session.view().state.delivery).toBe('waiting')
    await harness.settle()
    harness.background.setContext({ status: arrivedStatus })
    await harness.settle()
    expect(mine(harness).map((one) => one.delivery)).toEqual(['arrived', 'arrived'])
    expect(harness.session.view().state.delivery).toBe('arrived')
  })

  it('is not claimed from an answer older than the edit', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('career', '')
    await harness.settle()
    expect(harness.session.view().state.delivery).toBe('on-the-way')
    expect(mine(harness)[0]?.delivery).toBe('waiting')
  })

  it('waits for everything while there is no shared file', async () => {
    const harness = await start({ status: localStatus })
    harness.session.actions.pickTopic('career', '')
    await harness.settle()
    expect(mine(harness)[0]?.delivery).toBe('waiting')
    expect(harness.session.view().state.delivery).toBe('device')
  })
})

describe('a line that can never stand', () => {
  it('is told as a code', async () => {
    const harness = await start()
    expect(harness.session.view().notices).toEqual([])
    harness.background.connect = () => {
      throw new Error('Extension context invalidated.')
    }
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(harness.session.view().notices.map((one) => one.code)).toEqual(['host/orphaned'])
  })

  it('is tried again when the attempt fell between a page and its end, as Firefox tells it', async () => {
    const harness = await start()
    const { connect } = harness.background
    // A DOMException of another realm: no Error here.
    const foreign: unknown = { name: 'InvalidStateError', message: 'An exception was thrown' }
    harness.background.connect = () => {
      throw foreign
    }
    harness.background.die()
    await harness.advance(100)
    expect(harness.session.view().notices).toEqual([])
    harness.background.connect = connect
    await harness.advance(1000)
    harness.session.actions.pickTopic('work', '')
    await harness.advance(1000)
    expect(stored(harness).map((topic) => topic.kind)).toEqual(['work'])
  })

  it('is over when the person tries again', async () => {
    const harness = await start()
    harness.background.failWith.command = 'share/refused'
    harness.session.actions.shareFile()
    await harness.settle()
    expect(harness.session.view().notices.map((one) => one.code)).toEqual(['share/refused'])
    harness.background.failWith.command = null
    harness.session.actions.connect()
    await harness.settle()
    expect(harness.session.view().notices).toEqual([])
  })
})
