import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { createOwnData } from '../../../lib/background/own-data.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { platformGzip } from '../../../lib/document/file-format/gzip.ts'
import { createDocumentTools } from '../../../lib/sync/create-document-tools.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf } from '../../support/event-facts.ts'
import { testWords } from '../../support/readable-words.ts'
import { unwrap } from '../../support/replica-world.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)

it('[SY39] brings back an export from before a repair without splicing it into what is stored', async () => {
  const desk = openDesk(nowMs)
  const { stores, host } = desk
  const { pairId, self } = await desk.meet(factsOf('past', nowMs))
  const tools = createDocumentTools({
    sha256: platformSha256,
    gzip: platformGzip,
    random: desk.random,
    clock: desk.clock,
    words: () => testWords,
  })
  const ownData = createOwnData({
    opened: { stores, databases: desk.databases },
    host,
    tools,
    clock: desk.clock,
    words: testWords,
    erase: () => Promise.reject(new Error('not part of this')),
    onChanged: () => undefined,
  })

  let topicId = ''
  await desk.edit(pairId, ['y2026'], (replica) => {
    const meeting = { key: 'past@google.com|', startMs: nowMs, day: null }
    const pick = {
      meeting,
      owner: self.id,
      kind: 'career',
      title: '',
      suffix: null,
      nowMs,
    } as const
    topicId = unwrap(pickTopic(replica, pick)).topicId
    setNote(replica, topicId, 'base ')
  })
  const before = tools.fold(await stores.documents.load(pairId, 'y2026')).state
  await desk.edit(pairId, ['y2026'], (replica) => setNote(replica, topicId, 'base exported'))
  const json = await ownData.exportAll()

  // Storage went back to before, and something else was written under the same id: another lineage.
  const other = createReplica({ pairId })
  other.load('y2026', [before])
  other.setClientId(await stores.device.ownClientId())
  setNote(other, topicId, 'base STORED')
  const { length } = await stores.documents.load(pairId, 'y2026')
  await host.replace(pairId, 'y2026', other.encode('y2026'), length, true)

  const notes = async () => {
    const document = await host.open(pairId, ['y2026'])
    const { meetings } = document.replica.read()
    document.release()
    return meetings.flatMap(({ topics }) => topics.map(({ note }) => note)).sort()
  }
  expect(await ownData.importAll(json)).toEqual({ error: null, pairs: 1 })
  expect(await notes()).toEqual(['base STORED', 'base exported'])
  expect(await ownData.importAll(json)).toEqual({ error: null, pairs: 1 })
  expect(await notes()).toEqual(['base STORED', 'base exported'])
})
