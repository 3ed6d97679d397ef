import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { decodeFile } from '../../../lib/document/file-format/decode-file.ts'
import { openSegment } from '../../../lib/document/file-format/file-segment.ts'
import { createMemoryFile, type MemoryFile } from '../../support/memory-shared-file.ts'
import { ann, pairId, topicsOf } from '../../support/replica-world.ts'
import { createSyncBench, settle, topicIdOf } from '../../support/sync-bench.ts'
import { syncGzip, syncSha256 } from '../../support/sync-gzip.ts'

/** A device of Ann's, one of Ben's, and a file with what Ann wrote in it. */
async function openPair() {
  const file = createMemoryFile('one', new Uint8Array())
  const annSide = createSyncBench({ seed: 1 })
  const benSide = createSyncBench({ seed: 2 })
  const [annFile, benFile] = [file.as('owner'), file.as('writer')]
  await annSide.write('ann', 'first words')
  await settle(annSide, [annFile])
  await settle(benSide, [benFile])
  file.calls.length = 0
  return { file, annSide, benSide, annFile, benFile }
}

/** Ann's note as it stands in the file. */
async function noteInFile(file: MemoryFile): Promise<string | undefined> {
  const decoded = await decodeFile(file.bytes(), pairId, { sha256: syncSha256 })
  if (!decoded.ok) throw new Error(decoded.error.reason)
  const replica = createReplica({ pairId })
  for (const segment of decoded.value.segments) {
    const opened = await openSegment(segment, { gzip: syncGzip })
    if (opened.ok) replica.load(segment.id, [opened.value])
  }
  return [...topicsOf(replica.read()).values()].find((topic) => topic.owner === ann)?.note
}

describe('a run', () => {
  it('[SY3] brings what one wrote to the other', async () => {
    const { benSide } = await openPair()
    expect((await benSide.notes()).ann).toBe('first words')
  })

  it('[SY1] leaves out what was typed while it ran, and says so', async () => {
    const { file, annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    let late: Promise<void> = Promise.resolve()
    file.onCall((kind) => {
      if (kind === 'write') late = annSide.write('ann', 'third words')
    })
    const outcome = await annSide.run([annFile])
    await late
    expect(await noteInFile(file)).toBe('second words')
    expect(outcome).toMatchObject({ phase: 'waiting', next: { kind: 'again' } })
  })

  it('[SY2] knows after a restart what waits, without having been told', async () => {
    const { annSide, annFile } = await openPair()
    expect(await annSide.engine.isWaiting(pairId, [annFile.id])).toBe(false)
    await annSide.write('ann', 'second words')
    annSide.restart()
    expect(await annSide.engine.isWaiting(pairId, [annFile.id])).toBe(true)
    await settle(annSide, [annFile])
    expect(await annSide.engine.isWaiting(pairId, [annFile.id])).toBe(false)
  })

  it('[SY3] merges before it writes: both sides survive [J1-both-edit-same-note]', async () => {
    const { annSide, benSide, annFile, benFile } = await openPair()
    await annSide.edit((replica) => {
      setNote(replica, topicIdOf(replica, 'ann'), 'Ann: first words')
    })
    await benSide.edit((replica) => {
      setNote(replica, topicIdOf(replica, 'ann'), 'first words, says Ben')
    })
    await settle(annSide, [annFile])
    await settle(benSide, [benFile])
    await settle(annSide, [annFile])
    expect((await annSide.notes()).ann).toBe('Ann: first words, says Ben')
    expect((await benSide.notes()).ann).toBe('Ann: first words, says Ben')
  })

  it('[SY4] uploads a deletion, which changes no state vector [D9-delete-only]', async () => {
    const { annSide, benSide, annFile, benFile } = await openPair()
    await annSide.write('ann', 'words')
    expect((await settle(annSide, [annFile])).phase).toBe('arrived')
    await settle(benSide, [benFile])
    expect((await benSide.notes()).ann).toBe('words')
  })

  it('[SY5] heals a blind overwrite by somebody who had nothing', async () => {
    const { file, annSide, annFile } = await openPair()
    const other = createSyncBench({ seed: 3 })
    await other.write('ben', 'alone')
    const empty = createMemoryFile('other', new Uint8Array())
    await settle(other, [empty.as('owner')])
    file.put(empty.bytes())
    expect(await settle(annSide, [annFile])).toMatchObject({ phase: 'arrived', notices: [] })
    expect(await noteInFile(file)).toBe('first words')
    expect((await annSide.notes()).ben).toBe('alone')
  })

  it('[SY5] puts back what a restored revision took away [D4-revision-restore]', async () => {
    const { file, annSide, benSide, annFile, benFile } = await openPair()
    const old = file.bytes()
    await annSide.write('ann', 'first words and more')
    await settle(annSide, [annFile])
    await settle(benSide, [benFile])
    file.put(old)
    await settle(benSide, [benFile])
    expect(await noteInFile(file)).toBe('first words and more')
  })

  it('[SY6] says that it arrived only when a read has proven it', async () => {
    const { annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    const first = await annSide.run([annFile])
    expect(first).toMatchObject({ phase: 'waiting', next: { kind: 'verify' } })
    expect(first.files[0]).toMatchObject({ state: 'written', problem: null })
    const second = await annSide.run([annFile])
    expect(second).toMatchObject({ phase: 'arrived', next: { kind: 'confirm' } })
    expect(second.files[0]).toMatchObject({ state: 'proven' })
  })

  it('[SY6] believes a provider’s checksum at once, and reads nothing it knows', async () => {
    const { file, annSide, annFile } = await openPair()
    file.setChecksums(true)
    file.put(file.bytes())
    await annSide.run([annFile])
    file.calls.length = 0
    await annSide.write('ann', 'second words')
    expect(await annSide.run([annFile])).toMatchObject({
      phase: 'arrived',
      next: { kind: 'confirm' },
      files: [{ state: 'proven' }],
    })
    await annSide.write('ann', 'third words')
    expect((await annSide.run([annFile])).phase).toBe('arrived')
    expect(await annSide.run([annFile])).toMatchObject({ phase: 'arrived', next: { kind: 'rest' } })
    expect(file.calls).toEqual(['unchanged', 'write', 'unchanged', 'write', 'unchanged'])
    expect(await noteInFile(file)).toBe('third words')
  })

  it('[SY6] a checksum does not hide what somebody else wrote meanwhile', async () => {
    const { file, annSide, benSide, annFile, benFile } = await openPair()
    file.setChecksums(true)
    await annSide.write('ann', 'second words')
    await settle(annSide, [annFile])
    await benSide.write('ben', 'news')
    await settle(benSide, [benFile])
    await annSide.write('ann', 'third words')
    await settle(annSide, [annFile])
    expect(await annSide.notes()).toEqual({ ann: 'third words', ben: 'news' })
    await settle(benSide, [benFile])
    expect(await benSide.notes()).toEqual({ ann: 'third words', ben: 'news' })
  })

  it('[SY6] does not call arrived what was damaged on the way', async () => {
    const { file, annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    file.setChecksums(true)
    file.damageNextWrite((bytes) => bytes.slice(0, bytes.length / 2))
    expect((await annSide.run([annFile])).phase).toBe('waiting')
    const second = await annSide.run([annFile])
    expect(second).toMatchObject({ phase: 'arrived', notices: ['file/corrupt'], writes: 1 })
    expect(await noteInFile(file)).toBe('second words')
  })

  it('[SY7] starts over after a conflict: nothing agreed is touched [R2-put-conflict]', async () => {
    const { annSide, benSide, annFile, benFile } = await openPair()
    await annSide.write('ann', 'second words')
    await benSide.write('ben', 'meanwhile')
    const before = await annSide.states.get(pairId)
    let isFirst = true
    const overtaken: typeof annFile = {
      ...annFile,
      async write(bytes, etag, signal) {
        if (isFirst) await settle(benSide, [benFile])
        isFirst = false
        return annFile.write(bytes, etag, signal)
      },
    }
    const outcome = await annSide.run([overtaken])
    expect(outcome).toMatchObject({ writes: 2, reads: 2, hasNews: true, next: { kind: 'verify' } })
    expect((await annSide.states.get(pairId))?.files).toEqual(before?.files)
    expect(annSide.waits.length).toBe(1)
    await settle(benSide, [benFile])
    expect(await benSide.notes()).toEqual({ ann: 'second words', ben: 'meanwhile' })
    expect((await settle(annSide, [annFile])).phase).toBe('arrived')
    expect(await annSide.notes()).toEqual({ ann: 'second words', ben: 'meanwhile' })
  })

  it('[SY7] gives up after five conflicts and leaves it to the alarm', async () => {
    const { file, annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    file.onCall((kind) => {
      if (kind === 'write') file.answerNextWrite({ kind: 'conflict' })
    })
    const outcome = await annSide.run([annFile])
    expect(outcome).toMatchObject({
      phase: 'waiting',
      problem: null,
      next: { kind: 'retry', reason: 'conflict' },
      writes: 5,
    })
    expect(annSide.waits.length).toBe(4)
    for (const [index, wait] of annSide.waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(50 * (index + 1))
      expect(wait).toBeLessThan(400 * (index + 1))
    }
  })

  it.each([true, false])('[SY8] lets the next read decide (landed: %s)', async (hasLanded) => {
    const { file, annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    file.answerNextWrite({ kind: 'unknown' }, hasLanded)
    const outcome = await annSide.run([annFile])
    expect(outcome).toMatchObject({ phase: 'waiting', problem: 'net/server', writes: 1 })
    expect(outcome.next).toMatchObject({ kind: 'retry', reason: 'unavailable' })
    const second = await annSide.run([annFile])
    expect(second.writes).toBe(hasLanded ? 0 : 1)
    await settle(annSide, [annFile])
    expect(await noteInFile(file)).toBe('second words')
  })

  it('[SY8] tries once without a condition after two answers without a verdict', async () => {
    const { file, annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    const conditions: (string | null)[] = []
    const choking = {
      ...annFile,
      async write(bytes: Uint8Array, etag: string | null, signal: AbortSignal) {
        conditions.push(etag)
        if (etag !== null) return { kind: 'unknown' } as const
        return annFile.write(bytes, etag, signal)
      },
    }
    for (let round = 0; round < 3; round++) await annSide.run([choking])
    expect(conditions.map((one) => one === null)).toEqual([false, false, true])
    expect(await noteInFile(file)).toBe('second words')
  })

  it('[SY9] loses nothing where conditions are ignored', async () => {
    const { file, annSide, benSide, annFile, benFile } = await openPair()
    file.setPrecondition(false)
    await annSide.write('ann', 'second words')
    await benSide.write('ben', 'at once')
    let racing: Promise<unknown> = Promise.resolve()
    let isFirst = true
    file.onCall((kind) => {
      if (kind !== 'write' || !isFirst) return
      isFirst = false
      racing = benSide.run([benFile])
    })
    expect((await annSide.run([annFile])).next.kind).toBe('verify')
    await racing
    await settle(annSide, [annFile])
    await settle(benSide, [benFile])
    await settle(annSide, [annFile])
    expect(await annSide.notes()).toEqual({ ann: 'second words', ben: 'at once' })
    expect(await benSide.notes()).toEqual({ ann: 'second words', ben: 'at once' })
  })

  it('[SY24] asks once and writes nothing when all is proven [J5-noop-touch]', async () => {
    const { file, annSide, annFile } = await openPair()
    await settle(annSide, [annFile])
    file.calls.length = 0
    const before = annSide.disk.read()
    annSide.clock.setMs(annSide.clock.nowMs() + 86_400_000)
    const outcome = await annSide.run([annFile])
    expect(outcome).toMatchObject({ phase: 'arrived', hasNews: false, reads: 1, writes: 0 })
    expect(outcome.readMs).toBe(annSide.clock.nowMs())
    expect(file.calls).toEqual(['unchanged'])
    expect(annSide.disk.read()).toBe(before)
  })

  it('[SY24] uploads nothing when only the revision changed [J5-noop-touch]', async () => {
    const { file, annSide, annFile } = await openPair()
    file.put(file.bytes())
    expect(await settle(annSide, [annFile])).toMatchObject({ phase: 'arrived', writes: 0 })
    expect(file.calls).not.toContain('write')
  })

  it('[SY2] keeps a waiting change when an answer arrives [R1-fetch-while-pending]', async () => {
    const { annSide, benSide, annFile, benFile, file } = await openPair()
    await benSide.write('ben', 'news')
    await settle(benSide, [benFile])
    let late: Promise<void> = Promise.resolve()
    file.onCall((kind) => {
      if (kind === 'read') late = annSide.write('ann', 'typed while reading')
    })
    await annSide.run([annFile])
    await late
    expect(await annSide.notes()).toEqual({ ann: 'typed while reading', ben: 'news' })
    file.onCall(() => undefined)
    await settle(annSide, [annFile])
    expect(await noteInFile(file)).toBe('typed while reading')
  })

  it('[SY5] does not rely on a revision whose bytes were old', async () => {
    const { file, annSide, benSide, annFile, benFile } = await openPair()
    const old = file.bytes()
    await benSide.write('ben', 'news')
    await settle(benSide, [benFile])
    const now = await annFile.read(null, new AbortController().signal)
    if (now.kind !== 'content') throw new Error(now.kind)
    // A lagging provider: the new revision's name with the old revision's bytes.
    file.answerNextRead({ kind: 'content', bytes: old, etag: now.etag })
    await annSide.run([annFile])
    expect((await annSide.notes()).ben).toBeNull()
    await annSide.run([annFile])
    expect((await annSide.notes()).ben).toBe('news')
  })

  it('[SY22] stops, and says that it was stopped', async () => {
    const { file, annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    const controller = new AbortController()
    file.onCall((kind) => {
      if (kind === 'read') controller.abort()
    })
    const outcome = await annSide.engine.run(
      { pairId, files: [annFile], isByPerson: false },
      controller.signal,
    )
    expect(outcome).toMatchObject({ phase: 'waiting', next: { kind: 'stopped' } })
    expect(file.calls).toEqual(['read'])
  })

  it('[SY23] says that there is no file', async () => {
    const bench = createSyncBench({ seed: 4 })
    await bench.write('ann', 'words')
    expect(await bench.run([])).toMatchObject({ phase: 'local', next: { kind: 'rest' }, reads: 0 })
  })
})
