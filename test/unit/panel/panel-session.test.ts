import { describe, expect, it } from 'vitest'
import { setNote, setResponse } from '../../../lib/document/edits/edit-topic.ts'
import { plantTopic } from '../../gallery/plant-topic.ts'
import { me, partner, sampleDraft, samplePairId } from '../../gallery/sample-context.ts'
import { mine, stored } from './session-harness.ts'
import { useSession } from './use-session.ts'

const start = useSession()

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
