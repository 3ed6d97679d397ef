import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { buildPanelContext, emptyStatus } from '../../../lib/background/panel-context.ts'
import { createPrivateLane } from '../../../lib/background/private-lane.ts'
import { noteIdOf } from '../../../lib/model/note-id.ts'
import type { PanelContext } from '../../../lib/model/panel-context.ts'
import type { PairRecord } from '../../../lib/storage/ports.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const key = 'weekly@google.com|'

async function openLane() {
  const desk = openDesk(nowMs)
  const record = await desk.meet(factsOf('weekly', nowMs))
  let changes = 0
  const others: PairRecord[] = []
  const lane = createPrivateLane({
    privates: desk.stores.privates,
    pairs: desk.stores.pairs,
    settings: desk.settings,
    othersOf: async () => others,
    onChanged: () => {
      changes += 1
    },
  })
  const meeting = { key, title: '', startMs: nowMs, endMs: null, day: null, whenText: '' }
  const context: PanelContext = buildPanelContext({
    naming: null,
    frame: null,
    record,
    meeting: { ...meeting, isPartnerDeclined: false },
    drafts: [],
    addresses: [],
    status: emptyStatus,
    language: 'ja',
  })
  const note = {
    id: 'n1',
    pairId: record.pairId,
    meeting: key,
    topicId: null,
    text: '異動の話は、まだ出さない。',
    updatedMs: nowMs,
  }
  return { desk, lane, context, note, others, changes: () => changes }
}

describe('the private lane', () => {
  it('keeps a note and hands it to panels of its meeting', async () => {
    const { lane, context, note, changes } = await openLane()
    expect(await lane.put(note)).toBeNull()
    expect(changes()).toBe(1)
    expect(await lane.pushFor(context, false)).toMatchObject({
      type: 'panel/private',
      meeting: key,
      isHidden: false,
      notes: [note],
    })
    await lane.remove('n1')
    expect((await lane.pushFor(context, false))?.notes).toEqual([])
  })

  it('hands out what was written under another address of the partner, and takes it back when they part', async () => {
    const { desk, lane, context, note, others } = await openLane()
    const guests = [guestOf('ann@example.com'), guestOf('ben@new.example')]
    const other = await desk.meet(factsOf('other', nowMs, { guests }))
    const elsewhere = { ...note, pairId: other.pairId, id: noteIdOf(other.pairId, key) }
    await lane.put(elsewhere)
    others.push(other)
    const handed = async () => (await lane.pushFor(context, true))?.notes
    const id = noteIdOf(note.pairId, key)
    expect(await handed()).toEqual([{ ...note, id }])
    // Begun here, too, before the two were known to be one: both are kept.
    others.pop()
    await lane.put({ ...note, id, text: 'ここで書いた。' })
    others.push(other)
    expect((await handed())?.map((one) => [one.id, one.text])).toEqual([
      [id, 'ここで書いた。'],
      [elsewhere.id, note.text],
    ])
    others.pop()
    expect((await handed())?.map(({ text }) => text)).toEqual(['ここで書いた。'])
    expect(await desk.stores.privates.allNotes()).toHaveLength(2)
  })

  it('goes on here alone with what was handed out, and forgets it when it is emptied', async () => {
    const { desk, lane, context, note, others } = await openLane()
    const guests = [guestOf('ann@example.com'), guestOf('ben@new.example')]
    const other = await desk.meet(factsOf('other', nowMs, { guests }))
    others.push(other)
    const id = noteIdOf(note.pairId, key)
    const elsewhere = { ...note, pairId: other.pairId, id: noteIdOf(other.pairId, key) }
    const handed = async () => (await lane.pushFor(context, true))?.notes.map(({ text }) => text)
    await desk.stores.privates.putNote(elsewhere)
    await lane.put({ ...note, id, text: `${note.text}やはり出す。` })
    expect(await handed()).toEqual([`${note.text}やはり出す。`])
    await lane.put({ ...note, id, text: '' })
    await desk.stores.privates.putNote(elsewhere)
    expect(await handed()).toEqual([note.text])
    await lane.put({ ...note, id, text: '' })
    expect(await handed()).toEqual([])
  })

  it('hands out notes beside topics for every meeting, and all others when years are looked at', async () => {
    const { lane, context, note } = await openLane()
    const idsFor = async (isAll: boolean) =>
      (await lane.pushFor(context, isAll))?.notes.map(({ id }) => id)
    await lane.put(note)
    await lane.put({ ...note, id: 'n2', meeting: 'before|' })
    await lane.put({ ...note, id: 'n3', meeting: 'before|', topicId: 'y2026/x' })
    expect(await idsFor(false)).toEqual(['n1', 'n3'])
    expect(await idsFor(true)).toEqual(['n1', 'n2', 'n3'])
    await lane.hide(true)
    expect(await idsFor(true)).toEqual([])
  })

  it('hands out not a word while it is hidden, and all of them again after', async () => {
    const { desk, lane, context, note } = await openLane()
    await lane.put(note)
    await lane.toggle()
    const hidden = await lane.pushFor(context, false)
    expect(hidden).toMatchObject({ isHidden: true, notes: [] })
    expect(JSON.stringify(hidden)).not.toContain('異動')
    expect((await desk.settings.read()).isPrivateHidden).toBe(true)
    await lane.put({ ...note, text: '書きかけの最後のひとこと' })
    await lane.toggle()
    expect((await lane.pushFor(context, false))?.notes[0]?.text).toBe('書きかけの最後のひとこと')
  })

  it('keeps the last words of the meeting shown before, but nothing of an unknown pair', async () => {
    const { desk, lane, note } = await openLane()
    expect(await lane.put({ ...note, id: 'n2', meeting: 'other|' })).toBeNull()
    expect(await lane.put({ ...note, id: 'n3', pairId: 'f'.repeat(32) })).toBe('message/invalid')
    expect((await desk.stores.privates.allNotes()).map(({ id }) => id)).toEqual(['n2'])
  })

  it('keeps the last words of a pair that got its true key meanwhile where they are looked for', async () => {
    const { desk, lane, context, note } = await openLane()
    const before = 'f'.repeat(32)
    const id = noteIdOf(note.pairId, key)
    const shown = async () => (await lane.pushFor(context, false))?.notes
    // The pair was moved with what was written so far; the panel has not heard of it yet.
    await lane.put({ ...note, id })
    const written = { ...note, id: noteIdOf(before, key), pairId: before }
    expect(await lane.put({ ...written, text: `${note.text}来月` }, note.pairId)).toBeNull()
    expect(await lane.put({ ...written, text: `${note.text}来月にする。` }, note.pairId)).toBeNull()
    expect(await shown()).toEqual([{ ...note, id, text: `${note.text}来月にする。` }])
    // What the true pair had beside it is not overwritten.
    await lane.put({ ...note, id, text: `まえから。\n${note.text}` })
    await lane.put({ ...written, text: `${note.text}来月` }, note.pairId)
    expect((await shown())?.[0]?.text).toBe(`まえから。\n${note.text}\n${note.text}来月`)
    expect(await desk.stores.privates.allNotes()).toHaveLength(1)
  })

  it('has nothing to say to a panel without a pair', async () => {
    const { lane, context } = await openLane()
    expect(await lane.pushFor({ ...context, pairId: null }, false)).toBeNull()
  })
})
