import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { encodePairFile } from '../../../lib/background/encode-pair-file.ts'
import { createStoredDocument, createWriterIdentity } from '../../../lib/background/sync-ports.ts'
import { encodeUtf8 } from '../../../lib/base/bytes.ts'
import { systemTimers } from '../../../lib/base/clock.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { platformGzip } from '../../../lib/document/file-format/gzip.ts'
import { coreSegment } from '../../../lib/document/segments.ts'
import { fileWords } from '../../../lib/i18n/file-words.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import { createAbsorbFile } from '../../../lib/sync/absorb-file.ts'
import { createDocumentTools } from '../../../lib/sync/create-document-tools.ts'
import { openDesk } from '../../support/background-desk.ts'

const startMs = Date.UTC(2026, 10, 25, 3)
const pairId = 'a'.repeat(32)
const [ann, ben] = ['1'.repeat(16), '2'.repeat(16)]
const meeting = { key: 'weekly@google.com|20261125T030000Z', startMs, day: null }
const segment = 'y2026'

/** One person's device, with nothing between it and the other's but files by mail. */
function openSide(owner: string, ownPair = pairId) {
  const desk = openDesk(startMs)
  const { documents, device, syncStates } = desk.stores
  const tools = createDocumentTools({
    sha256: platformSha256,
    gzip: platformGzip,
    random: desk.random,
    clock: desk.clock,
    words: () => fileWords,
  })
  const absorb = createAbsorbFile({
    document: createStoredDocument(documents, desk.host),
    identity: createWriterIdentity(
      device,
      () => 4_000_000_001,
      async () => undefined,
    ),
    states: syncStates,
    tools,
    sha256: platformSha256,
    clock: desk.clock,
    timers: systemTimers,
    random: desk.random,
  })
  return {
    desk,
    pick: (kind: TopicKind, note: string) =>
      desk.edit(ownPair, [coreSegment, segment], (replica) => {
        const picked = pickTopic(replica, { meeting, owner, kind, suffix: null, nowMs: startMs })
        if (!picked.ok) throw new Error(picked.error)
        setNote(replica, picked.value.topicId, note)
      }),
    save: () => encodePairFile(ownPair, documents, tools),
    take: (bytes: Uint8Array) => absorb(ownPair, bytes),
    async words() {
      const view = await desk.views.read(ownPair, [meeting])
      return view?.meetings.flatMap((one) => one.topics.map(({ kind, note }) => `${kind} ${note}`))
    },
    entries: () => documents.load(ownPair, segment),
  }
}

describe('handing the note over as a file', () => {
  it('[SY40] brings two people together who exchange twice while both go on writing', async () => {
    const [mentee, mentor] = [openSide(ann), openSide(ben)]
    await mentee.pick('career', '異動について')
    await mentor.pick('work', '進み具合')
    const [first, second] = [await mentee.save(), await mentor.save()]
    await mentee.pick('growth', '送ったあとに書いた')
    expect([await mentor.take(first), await mentee.take(second)]).toEqual([null, null])
    await mentor.pick('work', '進み具合と、困りごと')
    const [third, fourth] = [await mentee.save(), await mentor.save()]
    expect([await mentor.take(third), await mentee.take(fourth)]).toEqual([null, null])
    const words = await mentee.words()
    expect(words?.toSorted()).toEqual([
      'career 異動について',
      'growth 送ったあとに書いた',
      'work 進み具合と、困りごと',
    ])
    expect(await mentor.words()).toEqual(words)
  })

  it('[SY40] changes nothing when an old file is taken in again', async () => {
    const [mentee, mentor] = [openSide(ann), openSide(ben)]
    await mentee.pick('career', '異動について')
    const old = await mentee.save()
    await mentor.take(old)
    await mentor.pick('work', '進み具合')
    const before = await mentor.entries()
    expect(await mentor.take(old)).toBeNull()
    expect(await mentor.entries()).toEqual(before)
  })

  it('[SY40] refuses another pair’s file and anything else, and keeps what was there', async () => {
    const [mentee, stranger] = [openSide(ann), openSide(ben, 'b'.repeat(32))]
    await mentee.pick('career', '異動について')
    await stranger.pick('work', '別の人との話')
    expect(await mentee.take(await stranger.save())).toBe('file/foreign')
    expect(await mentee.take(encodeUtf8('# 議事録'))).toMatch(/^file\//)
    expect(await mentee.words()).toEqual(['career 異動について'])
  })

  it('[SY40] merges what is sound of a damaged file, and puts the file aside', async () => {
    const [mentee, mentor] = [openSide(ann), openSide(ben)]
    await mentee.pick('career', '異動について')
    const bytes = await mentee.save()
    const cut = bytes.slice(0, bytes.length - 40)
    expect(await mentor.take(cut)).toBe('file/corrupt')
    expect(await mentor.desk.stores.documents.quarantined(pairId)).toHaveLength(1)
    expect(await mentor.take(bytes)).toBeNull()
    expect(await mentor.words()).toEqual(['career 異動について'])
  })
})
