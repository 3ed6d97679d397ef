import { describe, expect, it } from 'vitest'
import type { ReadOutcome } from '../../../lib/remote/shared-file.ts'
import { createMemoryFile } from '../../support/memory-shared-file.ts'
import { pairId } from '../../support/replica-world.ts'
import { createSyncBench, settle } from '../../support/sync-bench.ts'

/** Ann's words are in a file; Ben has read them. */
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

describe('a right that was taken away', () => {
  it('[SY15] read-only: kept here, not tried again, reading goes on [J8-read-only-target]', async () => {
    const { file, annSide, benSide, annFile, benFile } = await openPair()
    file.setRight('writer', 'read')
    await benSide.write('ben', 'from Ben')
    const first = await benSide.run([benFile])
    expect(first).toMatchObject({
      phase: 'waiting',
      problem: 'file/read-only',
      next: { kind: 'person' },
      writes: 1,
    })
    await annSide.write('ann', 'second words')
    await settle(annSide, [annFile])
    benSide.restart()
    for (let round = 0; round < 3; round++) {
      expect(await benSide.run([benFile])).toMatchObject({ problem: 'file/read-only', writes: 0 })
    }
    expect(await benSide.notes()).toEqual({ ann: 'second words', ben: 'from Ben' })
    expect((await benSide.run([benFile], true)).writes).toBe(1)
  })

  it('[SY15] unshared, edited, shared again: everything arrives [J13-unshare-reshare]', async () => {
    const { file, annSide, benSide, annFile, benFile } = await openPair()
    file.setRight('writer', 'none')
    await benSide.write('ben', 'meanwhile')
    expect(await benSide.run([benFile])).toMatchObject({
      phase: 'waiting',
      problem: 'file/needs-pick',
      next: { kind: 'person' },
      writes: 0,
    })
    expect((await benSide.notes()).ben).toBe('meanwhile')
    file.setRight('writer', 'write')
    expect((await settle(benSide, [benFile])).phase).toBe('arrived')
    await settle(annSide, [annFile])
    expect((await annSide.notes()).ben).toBe('meanwhile')
  })

  it('[SY15] tries to write again once a person asks, and forgets the refusal', async () => {
    const { file, benSide, benFile } = await openPair()
    file.setRight('writer', 'read')
    await benSide.write('ben', 'from Ben')
    await benSide.run([benFile])
    file.setRight('writer', 'write')
    expect((await benSide.run([benFile])).writes).toBe(0)
    expect((await benSide.run([benFile], true)).next.kind).toBe('verify')
    await benSide.write('ben', 'from Ben again')
    expect((await benSide.run([benFile])).writes).toBe(1)
    expect((await benSide.states.get(pairId))?.readOnlyFiles).toEqual([])
  })

  it('[SY15] signed out: the person is asked, the queue is kept [R5-401]', async () => {
    const { file, annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    file.answerNextRead({ kind: 'unauthorized' })
    expect(await annSide.run([annFile])).toMatchObject({
      phase: 'waiting',
      problem: 'auth/expired',
      next: { kind: 'person' },
      writes: 0,
    })
    file.answerNextWrite({ kind: 'unauthorized' })
    expect(await annSide.run([annFile])).toMatchObject({ problem: 'auth/expired' })
    annSide.restart()
    expect((await settle(annSide, [annFile])).phase).toBe('arrived')
  })
})

describe('answers that time may cure', () => {
  const answers: [ReadOutcome, string, string, number][] = [
    [{ kind: 'offline' }, 'offline', 'net/offline', 0],
    [{ kind: 'unavailable' }, 'unavailable', 'net/server', 0],
    [{ kind: 'throttled', retryAfterMs: 90_000 }, 'throttled', 'net/throttled', 90_000],
    [{ kind: 'throttled', retryAfterMs: null }, 'throttled', 'net/throttled', 0],
  ]
  it.each(answers)('[SY23] are values: %o', async (answer, reason, problem, minimumMs) => {
    const { file, annSide, annFile } = await openPair()
    await annSide.write('ann', 'second words')
    file.answerNextRead(answer)
    expect(await annSide.run([annFile])).toMatchObject({
      phase: 'waiting',
      problem,
      next: { kind: 'retry', reason, minimumMs },
      readMs: null,
      reads: 1,
      writes: 0,
    })
  })

  it('[SY23] asks one file only when there is no network', async () => {
    const { file, annSide, annFile } = await openPair()
    const second = createMemoryFile('two', new Uint8Array())
    file.answerNextRead({ kind: 'offline' })
    const outcome = await annSide.run([annFile, second.as('owner')])
    expect(outcome).toMatchObject({ phase: 'waiting', reads: 1 })
    expect(second.calls).toEqual([])
  })

  it('[SY23] a full disk is told, and nothing is lost', async () => {
    let isFull = false
    const file = createMemoryFile('one', new Uint8Array())
    const annSide = createSyncBench({ seed: 1 })
    const benSide = createSyncBench({ seed: 2, isDiskFull: () => isFull })
    await annSide.write('ann', 'first words')
    await settle(annSide, [file.as('owner')])
    isFull = true
    expect(await benSide.run([file.as('writer')])).toMatchObject({
      phase: 'waiting',
      problem: 'storage/quota',
      next: { kind: 'retry', reason: 'storage' },
    })
    isFull = false
    expect((await settle(benSide, [file.as('writer')])).phase).toBe('arrived')
    expect((await benSide.notes()).ann).toBe('first words')
  })
})

describe('files that come and go', () => {
  it('[SY16] says that a file is gone and makes no other', async () => {
    const { file, annSide, annFile } = await openPair()
    file.remove()
    const outcome = await annSide.run([annFile])
    expect(outcome).toMatchObject({ phase: 'waiting', problem: 'file/missing', writes: 0 })
    expect(outcome.files).toEqual([{ fileId: annFile.id, state: 'gone', problem: 'file/missing' }])
    expect((await annSide.notes()).ann).toBe('first words')
  })

  it('[SY17] [SY16] both made a new one: each ends with everything [D5-file-deleted-recreated]', async () => {
    const { file, annSide, benSide, annFile, benFile } = await openPair()
    file.remove()
    await annSide.run([annFile])
    await benSide.run([benFile])
    const [older, younger] = ['older', 'younger'].map((id) =>
      createMemoryFile(id, new Uint8Array()),
    )
    if (older === undefined || younger === undefined) throw new Error('two files')
    await annSide.write('ann', 'second words')
    await benSide.write('ben', 'from Ben')
    await settle(annSide, [older.as('owner')])
    await settle(benSide, [younger.as('owner')])
    expect(await settle(annSide, [older.as('owner'), younger.as('writer')])).toMatchObject({
      phase: 'arrived',
      hasNews: false,
    })
    await settle(benSide, [older.as('writer'), younger.as('owner')])
    for (const file of [older, younger]) {
      const other = createSyncBench({ seed: 7 })
      await settle(other, [file.as('writer')])
      expect(await other.notes()).toEqual({ ann: 'second words', ben: 'from Ben' })
    }
  })

  it('[SY17] brings the news of the second file to the first in the same run', async () => {
    const { file, annSide, annFile } = await openPair()
    const second = createMemoryFile('two', new Uint8Array())
    const third = createSyncBench({ seed: 3 })
    await third.write('ben', 'in the second')
    await settle(third, [second.as('owner')])
    await annSide.run([annFile, second.as('writer')])
    const reader = createSyncBench({ seed: 4 })
    await reader.run([file.as('writer')])
    expect(await reader.notes()).toEqual({ ann: 'first words', ben: 'in the second' })
  })

  it('[SY17] a second device with words of its own joins: union of both [J12-second-device-with-content]', async () => {
    const { annSide, annFile } = await openPair()
    const tablet = createSyncBench({ seed: 5 })
    await tablet.write('ben', 'typed before joining')
    await settle(tablet, [annFile])
    await settle(annSide, [annFile])
    const both = { ann: 'first words', ben: 'typed before joining' }
    expect(await annSide.notes()).toEqual(both)
    expect(await tablet.notes()).toEqual(both)
  })

  it('[SY16] one of two is gone: the other carries on', async () => {
    const { file, annSide, annFile } = await openPair()
    const second = createMemoryFile('two', new Uint8Array())
    await settle(annSide, [annFile, second.as('owner')])
    second.remove()
    const outcome = await annSide.run([annFile, second.as('owner')])
    expect(outcome.files.map((one) => one.state)).toEqual(['proven', 'gone'])
    expect(file.calls.length).toBeGreaterThan(0)
  })
})
