import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { editAtRandom, makeMarker, markersOf } from '../../simulator/edits.ts'
import { inspectDisk } from '../../simulator/oracle.ts'
import { createStreams } from '../../simulator/seeded-streams.ts'
import { fuzzRuns } from '../../support/fuzz-runs.ts'
import { createMemoryFile } from '../../support/memory-shared-file.ts'
import { nowMs, pairId } from '../../support/replica-world.ts'
import { createSyncBench, type SyncBench, settle } from '../../support/sync-bench.ts'

/** Every word on a device. */
function wordsOn(bench: SyncBench): string[] {
  const replica = createReplica({ pairId })
  for (const [segment, entries] of bench.disk.read().segments) replica.load(segment, entries)
  return [...markersOf(replica)].sort()
}

describe('several clients and one file', () => {
  const seeds = Array.from({ length: fuzzRuns(12) }, (_, index) => index + 1)
  it.each(seeds)(
    '[J11-fuzz] every client equals the model after every step, seed %d',
    async (seed) => {
      const random = createStreams(seed)('fuzz')
      const file = createMemoryFile('one', new Uint8Array())
      const count = random.integer(2, 4)
      const clients = Array.from({ length: count }, (_, index) =>
        createSyncBench({ seed: seed * 10 + index }),
      )
      const model = new Set<string>()
      let serial = 0
      for (let step = 0; step < 12; step++) {
        const index = random.integer(0, count - 1)
        const client = clients[index]
        if (client === undefined) throw new RangeError(`${index}`)
        for (let edit = random.integer(1, 3); edit > 0; edit--) {
          serial += 1
          await client.edit((replica) => {
            const person = index % 2 === 0 ? 'ann' : 'ben'
            const marker = makeMarker(`d${index}`, serial)
            const trace = editAtRandom(replica, person, marker, nowMs, random, true)
            for (const typed of trace.typed) model.add(typed)
            for (const deleted of trace.deleted) model.delete(deleted)
          })
        }
        if (random.chance(0.2)) client.restart()
        for (const one of [client, ...clients]) await settle(one, [file.as('owner')])
        const copies = await Promise.all(
          clients.map((one) => inspectDisk('client', one.disk.read())),
        )
        for (const one of clients) expect(wordsOn(one)).toEqual([...model].sort())
        expect(new Set(copies.map((copy) => copy.hash)).size).toBe(1)
        expect(copies.every((copy) => !copy.isPending)).toBe(true)
      }
    },
  )
})

describe('what both sides did alike', () => {
  it('[R3-deleted-both] deleted here and there: gone, and no conflict', async () => {
    const file = createMemoryFile('one', new Uint8Array())
    const [a, b] = [createSyncBench({ seed: 1 }), createSyncBench({ seed: 2 })]
    await a.write('ann', 'kept, not kept')
    await settle(a, [file.as('owner')])
    await settle(b, [file.as('writer')])
    await a.write('ann', 'kept')
    await b.write('ann', 'kept')
    await settle(a, [file.as('owner')])
    await settle(b, [file.as('writer')])
    const last = await settle(a, [file.as('owner')])
    expect(last).toMatchObject({ phase: 'arrived', notices: [], problem: null })
    expect((await a.notes()).ann).toBe('kept')
    expect((await b.notes()).ann).toBe('kept')
  })

  it('[J7-cancel-mid-delta] a worker killed while it reads: the next run skips nothing', async () => {
    const file = createMemoryFile('one', new Uint8Array())
    const [a, b] = [createSyncBench({ seed: 1 }), createSyncBench({ seed: 2 })]
    await a.write('ann', 'news')
    await settle(a, [file.as('owner')])
    const hanging = {
      ...file.as('writer'),
      read: () => new Promise<never>(() => undefined),
    }
    const killed = b.run([hanging])
    b.restart()
    expect((await settle(b, [file.as('writer')])).phase).toBe('arrived')
    expect((await b.notes()).ann).toBe('news')
    expect(await Promise.race([killed, Promise.resolve('hangs')])).toBe('hangs')
  })
})
