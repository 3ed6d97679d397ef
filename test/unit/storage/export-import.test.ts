import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { candidateFile } from '../../../lib/background/file-keeper.ts'
import { limits } from '../../../lib/base/limits.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { removeTopic, setNote } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../../lib/document/types.ts'
import { draftSchema, privateNoteSchema } from '../../../lib/messaging/schemas.ts'
import { nameFile, parseNamedFile } from '../../../lib/remote/named-file.ts'
import { createDeviceStore } from '../../../lib/storage/device-store.ts'
import { createDocumentStore } from '../../../lib/storage/document-store.ts'
import { exportJson } from '../../../lib/storage/export-json.ts'
import { exportMarkdown } from '../../../lib/storage/export-markdown.ts'
import { importJson } from '../../../lib/storage/import-json.ts'
import { createPairStore } from '../../../lib/storage/pair-store.ts'
import type { PairRecord } from '../../../lib/storage/ports.ts'
import { createPrivateStore } from '../../../lib/storage/private-store.ts'
import { openMainDatabase, openPrivateDatabase } from '../../../lib/storage/schema.ts'
import { testWords } from '../../support/readable-words.ts'
import {
  ann,
  meeting,
  nowMs,
  pairId,
  replicaAs,
  seededRandom,
  topicsOf,
  unwrap,
} from '../../support/replica-world.ts'
import { draftOf, pairRecordOf } from '../../support/stored-records.ts'

const clock = { nowMs: () => nowMs }
let devices = 0

/** One device: its stores, and what exporting and importing need. */
function openDevice() {
  devices += 1
  const main = openMainDatabase(`export-${devices}`)
  const options = { clock, onCorrupt: () => undefined }
  const documents = createDocumentStore(main, options)
  const pairs = createPairStore(main, options)
  const privates = createPrivateStore(openPrivateDatabase(`export-private-${devices}`))
  const merged: string[] = []
  return {
    documents,
    pairs,
    privates,
    clock,
    merged,
    ids: createDeviceStore(main, seededRandom(devices)),
    async merge(id: string, segment: string, update: Uint8Array) {
      merged.push(segment)
      await documents.append(id, segment, update)
    },
  }
}

type Device = ReturnType<typeof openDevice>

/** As an export tells it: what is in a file is looked at anew before it is used. */
const unopened = (record: PairRecord): PairRecord => ({
  ...record,
  files: record.files.map((file) => ({ ...file, isAccessible: false })),
})

async function fill(device: Device): Promise<{ replica: Replica; topicId: string }> {
  const replica = replicaAs(await device.ids.ownClientId())
  const updates: [string, Uint8Array][] = []
  replica.onUpdate((segment, update) => updates.push([segment, update]))
  describeMember(replica, { id: ann, name: 'Ann', email: null, homeFile: null })
  const choice = { meeting, owner: ann, kind: 'career' as const, suffix: null, nowMs }
  const topicId = unwrap(pickTopic(replica, choice)).topicId
  setNote(replica, topicId, 'x'.repeat(500))
  const old = { key: 'old|20210105T000000Z', startMs: null, day: null }
  pickTopic(replica, { ...choice, meeting: old })
  for (const [segment, update] of updates) await device.documents.append(pairId, segment, update)
  await device.pairs.update(pairId, () => pairRecordOf(pairId))
  await device.privates.putDraft(draftOf(pairId, 'draft-1'))
  return { replica, topicId }
}

async function readAll(device: Device): Promise<Replica> {
  const replica = createReplica({ pairId })
  for (const segment of await device.documents.segments(pairId)) {
    unwrap(replica.load(segment, await device.documents.load(pairId, segment)))
  }
  return replica
}

describe('export and import', () => {
  it('brings everything to an empty device identically, and a second export is the same text', async () => {
    const [from, to] = [openDevice(), openDevice()]
    const { replica } = await fill(from)
    const json = await exportJson(from)
    expect(await importJson(json, to)).toEqual({ ok: true, value: { pairs: 1 } })
    expect((await readAll(to)).read()).toEqual(replica.read())
    expect(await to.pairs.list()).toEqual([unopened(pairRecordOf(pairId))])
    expect(await to.privates.allDrafts()).toEqual(await from.privates.allDrafts())
    expect(await exportJson(to)).toBe(json)
  })

  it('changes nothing when the same file is imported again', async () => {
    const device = openDevice()
    await fill(device)
    const json = await exportJson(device)
    await importJson(json, device)
    await importJson(json, device)
    expect(device.merged).toEqual([])
    expect(await exportJson(device)).toBe(json)
  })

  it('merges into what is there, and overwrites nothing', async () => {
    const [from, to] = [openDevice(), openDevice()]
    const { topicId } = await fill(from)
    const json = await exportJson(from)
    await importJson(json, to)
    const edited = await readAll(to)
    edited.setClientId(99)
    edited.onUpdate((segment, update) => {
      pending.push(to.documents.append(pairId, segment, update))
    })
    const pending: Promise<void>[] = []
    setNote(edited, topicId, 'newer words here')
    removeTopic(edited, topicId)
    await Promise.all(pending)
    await to.pairs.update(pairId, (record) => record && { ...record, override: 'never', files: [] })
    await to.privates.putDraft({ ...draftOf(pairId, 'draft-1'), note: 'other words', updatedMs: 9 })
    await importJson(json, to)
    expect(topicsOf((await readAll(to)).read()).get(topicId)).toMatchObject({
      note: 'newer words here',
      isRemoved: true,
    })
    const merged = { ...unopened(pairRecordOf(pairId)), override: 'never' }
    expect(await to.pairs.get(pairId)).toEqual(merged)
    const [draft] = await to.privates.allDrafts()
    expect(draft?.note).toBe(`other words\n${draftOf(pairId, 'draft-1').note}`)
    expect(draft?.updatedMs).toBe(9)
  })

  it('can be read back when a partner’s file was noted but not opened yet', async () => {
    const [from, to] = [openDevice(), openDevice()]
    await fill(from)
    const link = `https://contoso.sharepoint.com/:t:/g/${'x'.repeat(1900)}`
    const named = [nameFile('google', 'file-of-partner'), parseNamedFile(link)]
    const candidates = named.map((one) => candidateFile(one ?? nameFile('google', 'none')))
    await from.pairs.update(pairId, (record) => record && { ...record, files: candidates })
    expect(await importJson(await exportJson(from), to)).toEqual({ ok: true, value: { pairs: 1 } })
    expect((await to.pairs.get(pairId))?.files).toEqual(candidates)
  })

  it('keeps every word of two long drafts, each where a panel can take it', async () => {
    const [from, to] = [openDevice(), openDevice()]
    const long = (letter: string) => letter.repeat(limits.textLength - 1)
    await from.privates.putDraft({ ...draftOf(pairId, 'draft-1'), note: long('a') })
    await to.privates.putDraft({ ...draftOf(pairId, 'draft-1'), note: long('b') })
    const json = await exportJson(from)
    for (const _ of [1, 2]) await importJson(json, to)
    const drafts = await to.privates.allDrafts()
    const notes = await to.privates.allNotes()
    expect(drafts.map(({ note }) => note)).toEqual([long('b')])
    expect(notes).toMatchObject([{ text: long('a'), topicId: 'draft-1', pairId }])
    expect(draftSchema.safeParse(drafts[0]).success).toBe(true)
    expect(privateNoteSchema.safeParse(notes[0]).success).toBe(true)
  })

  it('gives sync no file to write to, whatever the text says', async () => {
    const [from, to, known] = [openDevice(), openDevice(), openDevice()]
    await fill(from)
    const text = (await exportJson(from)).replaceAll(
      '"isAccessible": false',
      '"isAccessible": true',
    )
    expect(text).toContain('"isAccessible": true')
    await known.pairs.update(pairId, () => ({ ...pairRecordOf(pairId), files: [] }))
    for (const device of [to, known]) {
      await importJson(text, device)
      expect((await device.pairs.get(pairId))?.files).toMatchObject([{ isAccessible: false }])
    }
  })

  it('holds no client id of this device beyond the names of past writers', async () => {
    const device = openDevice()
    await fill(device)
    const panelId = await device.ids.leaseClientId('panel', null)
    const json = await exportJson(device)
    expect(json).not.toContain(String(panelId))
    expect(Object.keys(JSON.parse(json))).toEqual([
      'format',
      'version',
      'exportedMs',
      'pairs',
      'documents',
      'drafts',
      'notes',
    ])
  })

  it('refuses what is no export, writing nothing', async () => {
    const [from, to] = [openDevice(), openDevice()]
    await fill(from)
    const json = await exportJson(from)
    const parsed = JSON.parse(json)
    const spoilt = structuredClone(parsed)
    spoilt.documents[0].segments[0].updates[0] = 'AAAA'
    const link = structuredClone(parsed)
    link.pairs[0].files[0].url = 'javascript:alert(1)'
    for (const text of [
      '',
      'null',
      '[]',
      json.slice(0, -10),
      JSON.stringify({ ...parsed, version: 3 }),
      JSON.stringify({ ...parsed, format: 'other' }),
      JSON.stringify({ ...parsed, pairs: [{ pairId: '__proto__' }] }),
      JSON.stringify({ ...parsed, drafts: [{ ...draftOf(pairId, 'x'), kind: 'odd' }] }),
      JSON.stringify(spoilt),
      JSON.stringify(link),
    ]) {
      expect(await importJson(text, to)).toEqual({ ok: false, error: 'import/invalid' })
    }
    expect(await to.documents.pairIds()).toEqual([])
    expect(await to.pairs.list()).toEqual([])
  })

  it('writes the shared record as Markdown in full, without drafts', async () => {
    const device = openDevice()
    await fill(device)
    const text = await exportMarkdown({ ...device, words: testWords })
    expect(text).toContain('x'.repeat(500))
    expect(text).toContain('2021-01-05')
    expect(text).not.toContain(draftOf(pairId, 'x').note)
  })
})
