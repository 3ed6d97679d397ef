import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../lib/base/limits.ts'
import { createDocumentStore } from '../../../lib/storage/document-store.ts'
import { exportJson } from '../../../lib/storage/export-json.ts'
import { exportMarkdown } from '../../../lib/storage/export-markdown.ts'
import { importJson } from '../../../lib/storage/import-json.ts'
import { createPairStore } from '../../../lib/storage/pair-store.ts'
import type { PrivateNote } from '../../../lib/storage/private-port.ts'
import { createPrivateStore } from '../../../lib/storage/private-store.ts'
import { openMainDatabase, openPrivateDatabase } from '../../../lib/storage/schema.ts'
import { testWords } from '../../support/readable-words.ts'
import { meeting, nowMs } from '../../support/replica-world.ts'
import { draftOf } from '../../support/stored-records.ts'

const pairA = 'a'.repeat(32)
const pairB = 'b'.repeat(32)
const clock = { nowMs: () => nowMs }
let names = 0

function freshName(): string {
  names += 1
  return `private-notes-${names}`
}

function noteOf(pairId: string, id: string, text: string): PrivateNote {
  return { id, pairId, meeting: meeting.key, topicId: null, text, updatedMs: 5 }
}

/** One device: its stores, and what exporting and importing need. */
function openDevice() {
  const main = openMainDatabase(freshName())
  const options = { clock, onCorrupt: () => undefined }
  const documents = createDocumentStore(main, options)
  return {
    documents,
    pairs: createPairStore(main, options),
    privates: createPrivateStore(openPrivateDatabase(freshName())),
    merge: () => Promise.resolve(),
    clock,
  }
}

describe('private notes', () => {
  it('are kept by pair, beside whatever they stand; an empty one is gone', async () => {
    const { privates } = openDevice()
    await privates.putNote(noteOf(pairA, 'two', '二'))
    await privates.putNote(noteOf(pairA, 'one', '一'))
    await privates.putNote({ ...noteOf(pairA, 'far', '遠'), meeting: 'other|' })
    await privates.putNote(noteOf(pairB, 'three', '三'))
    await privates.putNote({ ...noteOf(pairA, 'one', '壱'), topicId: 'y2026/x' })
    const found = await privates.notesOf(pairA)
    expect(found.map(({ id, text, topicId }) => [id, text, topicId])).toEqual([
      ['far', '遠', null],
      ['one', '壱', 'y2026/x'],
      ['two', '二', null],
    ])
    await privates.putNote(noteOf(pairA, 'one', ''))
    await privates.removeNote('two')
    expect((await privates.notesOf(pairA)).map(({ id }) => id)).toEqual(['far'])
    expect((await privates.allNotes()).map(({ id }) => id)).toEqual(['far', 'three'])
  })

  it('go with their pair when it is erased, drafts too', async () => {
    const { privates } = openDevice()
    await privates.putDraft(draftOf(pairA, 'draft'))
    await privates.putNote(noteOf(pairA, 'one', '一'))
    await privates.putNote(noteOf(pairB, 'two', '二'))
    await privates.erase(pairA)
    expect(await privates.allDrafts()).toEqual([])
    expect((await privates.allNotes()).map(({ id }) => id)).toEqual(['two'])
  })

  it('get their store beside drafts that a version 1 wrote', async () => {
    const name = freshName()
    const old = await openDB(name, 1, {
      upgrade(database) {
        database.createObjectStore('drafts').createIndex('pair', 'pairId')
      },
    })
    await old.put('drafts', draftOf(pairA, 'kept'), 'kept')
    old.close()
    const privates = createPrivateStore(openPrivateDatabase(name))
    await privates.putNote(noteOf(pairA, 'one', '一'))
    expect((await privates.allDrafts()).map(({ id }) => id)).toEqual(['kept'])
    expect(await privates.allNotes()).toHaveLength(1)
  })

  it('leaves documents and pairs of a version 1 untouched by version 2', async () => {
    const name = freshName()
    const old = await openDB(name, 1, {
      upgrade(database) {
        for (const store of ['updates', 'pairs', 'sync-states', 'device']) {
          database.createObjectStore(store)
        }
        database.createObjectStore('quarantine', { autoIncrement: true }).createIndex('pair', 'p')
      },
    })
    await old.put('pairs', { sentinel: true }, pairA)
    old.close()
    const main = openMainDatabase(name)
    const kept = await main.read(['pairs', 'upcoming', 'meeting-marks'], (transaction) =>
      transaction.objectStore('pairs').get(pairA),
    )
    expect(kept).toEqual({ sentinel: true })
  })

  it('are in the person’s own export and come back, merged and never doubled', async () => {
    const [from, to] = [openDevice(), openDevice()]
    await from.privates.putNote(noteOf(pairA, 'one', '一'))
    await from.privates.putNote({ ...noteOf(pairB, 'two', '二'), topicId: 't' })
    const json = await exportJson(from)
    expect(JSON.parse(json).version).toBe(2)
    await to.privates.putNote({ ...noteOf(pairA, 'one', 'ここの言葉'), updatedMs: 9 })
    const imported = { ok: true, value: { pairs: 2 } }
    expect(await importJson(json, to)).toEqual(imported)
    const texts = async () => (await to.privates.allNotes()).map(({ text }) => text)
    expect(await texts()).toEqual(['ここの言葉\n一', '二'])
    expect(await importJson(json, to)).toEqual(imported)
    expect(await texts()).toEqual(['ここの言葉\n一', '二'])
  })

  it('stand side by side where together they would be too long for one', async () => {
    const [from, to] = [openDevice(), openDevice()]
    const [long, other] = ['あ'.repeat(limits.textLength), 'い'.repeat(limits.textLength)]
    await from.privates.putNote(noteOf(pairA, 'one', long))
    await to.privates.putNote(noteOf(pairA, 'one', other))
    const json = await exportJson(from)
    for (const _ of [1, 2]) await importJson(json, to)
    expect((await to.privates.allNotes()).map(({ text }) => text)).toEqual([other, long])
    expect(await importJson(await exportJson(to), openDevice())).toMatchObject({ ok: true })
  })

  it('reads an export of version 1, which had none', async () => {
    const device = openDevice()
    const { notes: _, ...old } = JSON.parse(await exportJson(device))
    const json = JSON.stringify({ ...old, version: 1 })
    expect(await importJson(json, device)).toEqual({ ok: true, value: { pairs: 0 } })
  })

  it('are in no Markdown', async () => {
    const device = openDevice()
    await device.privates.putNote(noteOf(pairA, 'one', '胸の内'))
    expect(await exportMarkdown({ ...device, words: testWords })).not.toContain('胸の内')
  })
})
