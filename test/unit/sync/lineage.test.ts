import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { createMemoryFile } from '../../support/memory-shared-file.ts'
import { pairId, topicsOf } from '../../support/replica-world.ts'
import {
  type BenchOptions,
  createSyncBench,
  type SyncBench,
  settle,
  topicIdOf,
} from '../../support/sync-bench.ts'

/** Every note on a device. */
function allNotes(bench: SyncBench): string[] {
  const replica = createReplica({ pairId })
  for (const [segment, entries] of bench.disk.read().segments) replica.load(segment, entries)
  return [...topicsOf(replica.read()).values()].map((topic) => topic.note).sort()
}

/** A device that typed, uploaded, and then had its storage put back to before. */
async function rollBack(isEditedAfter: string | null, wrapTools?: BenchOptions['wrapTools']) {
  const file = createMemoryFile('one', new Uint8Array())
  const bench = createSyncBench({ seed: 1, ...(wrapTools !== undefined && { wrapTools }) })
  const own = file.as('owner')
  await bench.write('ann', 'base ')
  await settle(bench, [own])
  const older = bench.disk.read()
  await bench.write('ann', 'base UPLOADED')
  await settle(bench, [own])
  bench.disk.restore(older)
  bench.restart()
  if (isEditedAfter !== null) await bench.write('ann', isEditedAfter)
  return { file, bench, own, older }
}

describe('storage that went back in time', () => {
  it('[SY19] gets back what the file has, and never writes under the old id again', async () => {
    const { bench, own, older } = await rollBack(null)
    const outcome = await bench.run([own])
    expect(outcome).toMatchObject({ hasNews: true, notices: [] })
    expect(bench.renewals).toEqual([[older.ownClientId]])
    expect((await bench.notes()).ann).toBe('base UPLOADED')
    await bench.write('ann', 'base UPLOADED and more')
    await settle(bench, [own])
    expect(bench.renewals.length).toBe(1)
  })

  it.each(['base offline!', 'base x', 'base offline, and much longer than what was uploaded'])(
    '[SY18] [SY19] repairs what was typed under the used id: %s [D8-rollback-idb]',
    async (typed) => {
      const { file, bench, own } = await rollBack(typed)
      const partner = createSyncBench({ seed: 2 })
      await settle(partner, [file.as('writer')])
      const outcome = await bench.run([own])
      expect(outcome.notices).toEqual(['file/diverged'])
      expect(bench.renewals.length).toBeGreaterThan(0)
      expect(bench.disk.read().quarantine).toMatchObject([{ reason: 'file/diverged' }])
      await settle(bench, [own])
      await settle(partner, [file.as('writer')])
      expect(allNotes(bench)).toEqual([typed, 'base UPLOADED'].sort())
      expect(allNotes(partner)).toEqual(allNotes(bench))
    },
  )

  it('[SY18] repairs once: there is no loop', async () => {
    const { file, bench, own } = await rollBack('base offline!')
    const partner = createSyncBench({ seed: 2 })
    await settle(bench, [own])
    await settle(partner, [file.as('writer')])
    file.calls.length = 0
    for (let round = 0; round < 5; round++) {
      expect((await bench.run([own])).notices).toEqual([])
      expect((await partner.run([file.as('writer')])).notices).toEqual([])
    }
    expect(file.calls).not.toContain('write')
    expect(bench.disk.read().quarantine.length).toBe(1)
  })

  it('[SY18] is found by the partner too, when the file already holds the mixture', async () => {
    const { file, bench } = await rollBack('base offline, and much longer than what was uploaded')
    const partner = createSyncBench({ seed: 2 })
    // The partner has read the first lineage; then somebody uploads the second one blindly.
    await settle(partner, [file.as('writer')])
    const blind = createMemoryFile('blind', new Uint8Array())
    await settle(bench, [blind.as('owner')])
    file.put(blind.bytes())
    await settle(partner, [file.as('writer')])
    await settle(bench, [file.as('owner')])
    await settle(partner, [file.as('writer')])
    expect(allNotes(partner)).toEqual(allNotes(bench))
    const words = allNotes(bench).join(' ')
    expect(words).toContain('UPLOADED')
    expect(words).toContain('much longer')
  })

  it('[SY18] does not let two files of two lineages replace each other for ever', async () => {
    const { file, bench } = await rollBack('base offline!')
    const partner = createSyncBench({ seed: 2 })
    await settle(partner, [file.as('writer')])
    // The mixed-up device could reach another file only, and made it its own.
    const second = createMemoryFile('two', new Uint8Array())
    await settle(bench, [second.as('owner')])
    await partner.write('ben', 'from Ben')
    for (let round = 0; round < 3; round++) {
      await settle(bench, [file.as('owner'), second.as('owner')])
      await settle(partner, [file.as('writer'), second.as('writer')])
    }
    file.calls.length = 0
    second.calls.length = 0
    for (const side of [bench, partner]) {
      expect(await side.run([file.as('owner'), second.as('owner')])).toMatchObject({
        phase: 'arrived',
        notices: [],
        writes: 0,
      })
    }
    expect(allNotes(partner)).toEqual(allNotes(bench))
    // Words may be there twice rather than not at all.
    const words = new Set(['base UPLOADED', 'base offline!', 'from Ben'])
    expect(new Set(allNotes(bench))).toEqual(words)
  })

  it('[SY18] keeps what is typed while the repair is under way', async () => {
    let late: Promise<void> | null = null
    let onRebase: () => void = () => undefined
    const { bench, own } = await rollBack('base offline!', (tools) => ({
      ...tools,
      rebase(...parts) {
        onRebase()
        return tools.rebase(...parts)
      },
    }))
    onRebase = () => {
      late ??= bench.edit((replica) => {
        const topicId = topicIdOf(replica, 'ann')
        const note = topicsOf(replica.read()).get(topicId)?.note ?? ''
        setNote(replica, topicId, `${note} And late.`)
      })
    }
    await bench.run([own])
    await late
    expect(late).not.toBeNull()
    await settle(bench, [own])
    expect(allNotes(bench).join(' ')).toContain('And late.')
    expect(allNotes(bench).join(' ')).toContain('UPLOADED')
  })
})

describe('stored entries that do not decode', () => {
  it('[SY20] are put aside, never sent, and the file fills the hole [R4-corrupt-cache]', async () => {
    const file = createMemoryFile('one', new Uint8Array())
    const bench = createSyncBench({ seed: 1 })
    const own = file.as('owner')
    await bench.write('ann', 'first words')
    await settle(bench, [own])
    const sound = file.bytes()
    const { segments } = bench.disk.read()
    const broken = Uint8Array.of(1, 2, 3, 255)
    bench.disk.commit({ segments: new Map(segments).set('y2026', [broken]) })
    bench.restart()
    const outcome = await bench.run([own])
    expect(outcome).toMatchObject({ notices: ['storage/corrupt'], hasNews: true, writes: 0 })
    expect(file.bytes()).toEqual(sound)
    expect((await bench.notes()).ann).toBe('first words')
    expect(bench.disk.read().quarantine.map((one) => one.bytes)).toContainEqual(broken)
    expect(bench.disk.read().segments.get('y2026')).not.toContainEqual(broken)
    expect((await settle(bench, [own])).phase).toBe('arrived')
  })

  it('[SY20] wait for an update never seen: kept here, left out of the file', async () => {
    const file = createMemoryFile('one', new Uint8Array())
    const bench = createSyncBench({ seed: 1 })
    const own = file.as('owner')
    await bench.write('ann', 'first words')
    await bench.write('ann', 'first words, second words')
    await bench.edit((replica) => {
      setNote(replica, topicIdOf(replica, 'ben'), 'third')
    })
    const { segments } = bench.disk.read()
    const entries = segments.get('y2026') ?? []
    const holed = entries.filter((_, index) => index !== 1)
    bench.disk.commit({ segments: new Map(segments).set('y2026', holed) })
    bench.restart()
    await settle(bench, [own])
    const reader = createSyncBench({ seed: 2 })
    expect(await reader.run([file.as('writer')])).toMatchObject({ notices: [] })
    expect(bench.disk.read().segments.get('y2026')).toEqual(holed)
  })
})
