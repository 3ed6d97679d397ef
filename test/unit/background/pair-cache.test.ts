import { describe, expect, it } from 'vitest'
import { createPairCache } from '../../../lib/background/pair-cache.ts'
import { AppError } from '../../../lib/base/app-error.ts'
import type { PairRecord, PairStore } from '../../../lib/storage/ports.ts'
import { createMemoryPairStore } from '../../support/memory-pair-store.ts'

const pairId = 'a'.repeat(32)

function makeRecord(change: Partial<PairRecord> = {}): PairRecord {
  return {
    pairId,
    account: 'me@example.com',
    self: { id: '1'.repeat(16), email: 'me@example.com', name: 'Me' },
    partner: { id: '2'.repeat(16), email: 'you@example.com', name: 'You' },
    override: null,
    files: [],
    readers: { kind: 'only-me', others: [], checkedMs: null },
    lastSyncedMs: null,
    problem: null,
    meetings: [],
    ...change,
  }
}

/** A store whose commits wait until they are let through. */
function makeSlowStore() {
  const inner = createMemoryPairStore()
  const waiting: (() => void)[] = []
  let updates = 0
  let failure: AppError | null = null
  const store: PairStore = {
    ...inner,
    async update(id, change) {
      updates++
      await new Promise<void>((resolve) => waiting.push(resolve))
      if (failure !== null) throw failure
      return inner.update(id, change)
    },
  }
  return {
    store,
    inner,
    updates: () => updates,
    letThrough() {
      for (const go of waiting.splice(0)) go()
    },
    fail: (error: AppError | null) => (failure = error),
  }
}

describe('pair cache', () => {
  it('shows a change before it is committed, and commits it', async () => {
    const slow = makeSlowStore()
    const cache = createPairCache(slow.store)
    const { committed } = await cache.updateSoon(pairId, () => makeRecord())
    expect((await cache.get(pairId))?.partner.name).toBe('You')
    expect(await slow.inner.get(pairId)).toBeNull()
    slow.letThrough()
    await committed
    expect((await slow.inner.get(pairId))?.partner.name).toBe('You')
  })

  it('resolves an update only after its commit', async () => {
    const slow = makeSlowStore()
    const cache = createPairCache(slow.store)
    let isDone = false
    const update = cache.update(pairId, () => makeRecord()).then(() => (isDone = true))
    await cache.get(pairId)
    expect(isDone).toBe(false)
    slow.letThrough()
    await update
    expect(isDone).toBe(true)
  })

  it('writes nothing where nothing changed', async () => {
    const slow = makeSlowStore()
    await slow.inner.update(pairId, () => makeRecord())
    const cache = createPairCache(slow.store)
    await cache.update(pairId, (record) => record)
    expect(slow.updates()).toBe(0)
  })

  it('goes back to what is stored when a commit fails', async () => {
    const slow = makeSlowStore()
    await slow.inner.update(pairId, () => makeRecord())
    const cache = createPairCache(slow.store)
    slow.fail(new AppError('storage/quota'))
    const update = cache.update(pairId, () => makeRecord({ override: 'never' }))
    const refused = expect(update).rejects.toThrow('storage/quota')
    await cache.get(pairId)
    slow.letThrough()
    await refused
    expect((await cache.get(pairId))?.override).toBeNull()
  })

  it('goes on with a new pair that the disk has no room for, and keeps it once there is', async () => {
    const slow = makeSlowStore()
    const cache = createPairCache(slow.store)
    slow.fail(new AppError('storage/quota'))
    const { committed } = await cache.updateSoon(pairId, () => makeRecord())
    const refused = expect(committed).rejects.toThrow('storage/quota')
    slow.letThrough()
    await refused
    expect((await cache.get(pairId))?.partner.name).toBe('You')
    slow.fail(null)
    const again = await cache.updateSoon(pairId, (record) => record)
    slow.letThrough()
    await again.committed
    expect((await slow.inner.get(pairId))?.partner.name).toBe('You')
  })

  it('hands out copies', async () => {
    const cache = createPairCache(createMemoryPairStore())
    await cache.update(pairId, () => makeRecord())
    const [record] = await cache.list()
    if (record !== undefined) record.override = 'never'
    expect((await cache.get(pairId))?.override).toBeNull()
  })

  it('sees an erased store after a reload', async () => {
    const inner = createMemoryPairStore()
    const cache = createPairCache(inner)
    await cache.update(pairId, () => makeRecord())
    await inner.remove(pairId)
    cache.reload()
    expect(await cache.list()).toEqual([])
  })
})
