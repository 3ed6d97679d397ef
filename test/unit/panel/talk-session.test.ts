import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { endMeeting } from '../../../lib/document/edits/edit-lifecycle.ts'
import { writeMemo } from '../../../lib/document/edits/edit-memo.ts'
import { me, partner, sampleMeeting, samplePairId } from '../../gallery/sample-context.ts'
import type { Harness } from './session-harness.ts'
import { useSession } from './use-session.ts'

const start = useSession()

const memosOf = ({ background }: Harness): string[] =>
  background
    .documentOf(samplePairId)
    .read()
    .meetings.flatMap(({ memos }) => memos)
    .map(({ text }) => text)

const writeSheet = ({ session }: Harness, base: string, text: string): void =>
  session.actions.talk({ do: 'write-sheet', topicId: null, kind: 'point', base, text })

describe('a memo', () => {
  it('reaches the stored document and keeps what came meanwhile', async () => {
    const h = await start()
    writeSheet(h, '', 'one')
    await h.settle()
    expect(memosOf(h)).toEqual(['one'])
    h.background.writePartnerMemo('one two')
    await h.settle()
    // The person had seen "one" and typed before it.
    writeSheet(h, 'one', 'zero one')
    await h.settle()
    expect(memosOf(h)).toEqual(['zero one two'])
  })

  it('written before the document is here waits for it and is not lost', async () => {
    const h = await start({}, { isEditorHeld: true })
    writeSheet(h, '', 'early')
    await h.settle()
    expect(memosOf(h)).toEqual([])
    await h.loadEditor()
    await h.settle()
    expect(memosOf(h)).toEqual(['early'])
  })

  it('survives the death of the background', async () => {
    const h = await start()
    h.background.pause(true)
    writeSheet(h, '', 'unsaved')
    await h.settle()
    expect(h.session.view().state.save).toBe('saving')
    h.background.die()
    await h.advance(100)
    await h.advance(1000)
    expect(memosOf(h)).toEqual(['unsaved'])
    expect(h.session.view().state.save).toBe('saved')
  })

  it('too long for its field is refused with a code, and nothing changes', async () => {
    const h = await start()
    writeSheet(h, '', 'x'.repeat(20_001))
    await h.settle()
    expect(memosOf(h)).toEqual([])
    expect(h.session.view().notices.map(({ code }) => code)).toEqual(['text/too-long'])
  })

  it('of the partner is told once; one’s own is not', async () => {
    const h = await start()
    writeSheet(h, '', 'mine')
    await h.settle()
    expect(h.session.view().announcement).toBeNull()
    h.background.writePartnerMemo('mine and yours')
    await h.settle()
    expect(h.session.view().announcement).toMatchObject({ kind: 'talk-updated', serial: 1 })
  })
})

describe('the stage', () => {
  it('follows the clock and the ending of either, and turns back', async () => {
    const h = await start()
    expect(h.session.view().stage).toBe('prepare')
    await h.advance(10 * 60_000)
    expect(h.session.view().stage).toBe('hold')
    endMeeting(h.background.documentOf(samplePairId), sampleMeeting, partner.id, 1)
    await h.settle()
    expect(h.session.view().stage).toBe('ended')
    h.session.actions.talk({ do: 'reopen-meeting' })
    await h.settle()
    expect(h.session.view().stage).toBe('hold')
  })

  it('turned to the next time, edits go to the place without a date until another event is shown', async () => {
    const h = await start()
    h.session.actions.prepareNext(true)
    expect(h.session.view()).toMatchObject({ isNext: true, stage: 'prepare', lane: null })
    h.session.actions.pickTopic('growth', '')
    await h.settle()
    const undated = h.background
      .documentOf(samplePairId)
      .read()
      .meetings.find(({ key }) => key === 'undated|')
    expect(undated?.topics.map(({ kind }) => kind)).toEqual(['growth'])
    h.background.setContext({
      meeting: { ...sampleMeeting, key: 'weekly@google.com|20261203T010000Z' },
    })
    await h.settle()
    expect(h.session.view().isNext).toBe(false)
    expect(h.session.view().carry?.topics.map(({ topic }) => topic.kind)).toEqual(['growth'])
  })
})

describe('the private lane', () => {
  const secret = 'planted private words'

  it('is kept by command alone: nothing of it is in any message for the document', async () => {
    const h = await start()
    h.session.actions.writeNote(null, '', secret)
    writeSheet(h, '', 'shared words')
    await h.settle()
    expect(h.session.view().lane).toMatchObject({ isHidden: false, text: secret })
    const carriers = h.background.received.filter((one) => {
      const text = one.type === 'panel/sync' ? atob(one.message) : JSON.stringify(one)
      return text.includes('planted')
    })
    expect(carriers.map((one) => one.type === 'panel/command' && one.command.name)).toEqual([
      'note-put',
    ])
    expect(h.background.received.some((one) => one.type === 'panel/sync')).toBe(true)
  })

  it('says "saving" until the background has answered, and again after its death', async () => {
    const h = await start()
    h.background.pause(true)
    h.session.actions.writeNote(null, '', secret)
    await h.settle()
    expect(h.session.view().state.save).toBe('saving')
    h.background.die()
    await h.advance(100)
    await h.advance(1000)
    expect(h.session.view().state.save).toBe('saved')
    expect(h.session.view().lane?.text).toBe(secret)
  })

  it('hides its words at once and gives them back', async () => {
    const h = await start()
    h.session.actions.writeNote(null, '', secret)
    await h.settle()
    h.session.actions.hideLane(true)
    expect(h.session.view().lane).toEqual({ isHidden: true, text: '', notes: [] })
    await h.settle()
    expect(h.session.view().lane).toEqual({ isHidden: true, text: '', notes: [] })
    h.session.actions.hideLane(false)
    await h.settle()
    expect(h.session.view().lane).toMatchObject({ isHidden: false, text: secret })
  })
})

describe('private notes beside topics', () => {
  const secret = 'planted private words'

  it('are kept apart from the one of the whole 1-on-1, and follow their topic', async () => {
    const h = await start()
    h.session.actions.pickTopic('work', '')
    await h.settle()
    const topicId = h.session.view().topics.mine[0]?.id ?? ''
    h.session.actions.writeNote(topicId, '', secret)
    h.session.actions.writeNote(null, '', 'the whole')
    await h.settle()
    const readNotes = () =>
      h.session.view().lane?.notes.map((note) => [note.topicId, note.meeting, note.text])
    const beside = [topicId, sampleMeeting.key, secret]
    expect(readNotes()).toEqual([beside, [null, sampleMeeting.key, 'the whole']])
    const next = 'weekly@google.com|20261203T010000Z'
    h.background.setContext({ meeting: { ...sampleMeeting, key: next } })
    await h.settle()
    expect(readNotes()).toEqual([beside])
    h.session.actions.writeNote(topicId, secret, `${secret}, and more`)
    await h.settle()
    expect(readNotes()).toEqual([[topicId, sampleMeeting.key, `${secret}, and more`]])
    const carriers = h.background.received.filter((one) => {
      const text = one.type === 'panel/sync' ? atob(one.message) : JSON.stringify(one)
      return text.includes('planted')
    })
    expect(carriers.every((one) => one.type === 'panel/command')).toBe(true)
  })

  it('leave the page with the lane, and come back with it', async () => {
    const h = await start()
    h.session.actions.writeNote('y2026/some-topic', '', secret)
    await h.settle()
    h.session.actions.hideLane(true)
    expect(h.session.view().lane?.notes).toEqual([])
    h.session.actions.hideLane(false)
    await h.settle()
    expect(h.session.view().lane?.notes.map(({ text }) => text)).toEqual([secret])
  })
})

describe('older years', () => {
  it('are asked for once, and said to be here only when they are', async () => {
    const h = await start()
    const old = createReplica({ pairId: samplePairId })
    writeMemo(old, {
      meeting: { key: 'weekly@google.com|20241121T010000Z', startMs: null, day: null },
      topicId: null,
      kind: 'point',
      suffix: null,
      nowMs: 1,
      by: me.id,
      text: 'long ago',
    })
    const stored = h.background.documentOf(samplePairId)
    stored.apply('y2024', old.encode('y2024'), 'panel')
    expect(h.session.view().years).toBe('recent')
    h.session.actions.loadYears()
    h.session.actions.loadYears()
    expect(h.session.view().years).toBe('loading')
    await h.settle()
    expect(h.session.view().years).toBe('all')
    const { document } = h.session.view()
    expect(document?.meetings.flatMap(({ memos }) => memos).map(({ text }) => text)).toEqual([
      'long ago',
    ])
    const asked = h.background.received.filter(
      (one) => one.type === 'panel/command' && one.command.name === 'load-all',
    )
    expect(asked).toHaveLength(1)
    h.background.die()
    await h.advance(100)
    await h.advance(1000)
    expect(h.session.view().years).toBe('all')
  })
})
