import { describe, expect, it } from 'vitest'
import { createDocumentHost } from '../../../lib/background/document-host.ts'
import { AppError, type ErrorCode } from '../../../lib/base/app-error.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import type { DocumentStore } from '../../../lib/storage/ports.ts'

const pairId = 'a'.repeat(32)
const owner = '1'.repeat(16)
const nowMs = Date.UTC(2026, 10, 22)

function makeStore() {
  const segments = new Map<string, Uint8Array[]>()
  const quarantine: ErrorCode[] = []
  let isFull = false
  let lineage = 0
  const store: DocumentStore = {
    async append(_pair, segment, update) {
      if (isFull) throw new AppError('storage/quota')
      segments.set(segment, [...(segments.get(segment) ?? []), update])
    },
    load: async (_pair, segment) => segments.get(segment) ?? [],
    segments: async () => [...segments.keys()],
    lineage: async () => lineage,
    async compact(_pair, segment, state, replacedCount, isNewLineage) {
      if (isNewLineage === true) lineage += 1
      segments.set(segment, [state, ...(segments.get(segment) ?? []).slice(replacedCount)])
    },
    async quarantine(_pair, reason) {
      quarantine.push(reason)
    },
    quarantined: async () => [],
    async erase() {
      segments.clear()
    },
  }
  return { store, segments, quarantine, setFull: (full: boolean) => (isFull = full) }
}

function makeHost(store: DocumentStore) {
  const reports: ErrorCode[] = []
  const host = createDocumentHost({
    store,
    makeReplica: (id) => createReplica({ pairId: id }),
    ownClientId: async () => 7,
    keepClientId: async () => undefined,
    report: (_pair, code) => reports.push(code),
    nowMs: () => nowMs,
  })
  return { host, reports }
}

function pick(replica: ReturnType<typeof createReplica>) {
  return pickTopic(replica, {
    meeting: { key: 'series@google.com|', startMs: nowMs, day: null },
    owner,
    kind: 'career',
    title: '',
    suffix: null,
    nowMs,
  })
}

describe('document host', () => {
  it('commits an edit before it tells anybody', async () => {
    const { store, segments } = makeStore()
    const { host } = makeHost(store)
    const storedWhenTold: number[] = []
    host.onCommitted(({ segment }) => storedWhenTold.push(segments.get(segment)?.length ?? 0))
    const document = await host.open(pairId, ['core', 'y2026'])
    pick(document.replica)
    await document.settled()
    expect(storedWhenTold.length).toBeGreaterThan(0)
    expect(storedWhenTold.every((count) => count > 0)).toBe(true)
  })

  it('finds after a restart what was committed before', async () => {
    const { store } = makeStore()
    const first = await makeHost(store).host.open(pairId, ['core', 'y2026'])
    pick(first.replica)
    await first.settled()
    const second = await makeHost(store).host.open(pairId, ['core', 'y2026'])
    expect(second.replica.read()).toEqual(first.replica.read())
    expect(second.replica.read().meetings[0]?.topics).toHaveLength(1)
  })

  it('keeps what a full disk refused and commits it when there is room', async () => {
    const { store, segments, setFull } = makeStore()
    const { host, reports } = makeHost(store)
    const document = await host.open(pairId, ['core', 'y2026'])
    setFull(true)
    pick(document.replica)
    await expect(document.settled()).rejects.toThrow('storage/quota')
    expect(reports).toEqual(['storage/quota'])
    document.release()
    setFull(false)
    const again = await host.open(pairId, ['core', 'y2026'])
    await again.settled()
    expect(segments.size).toBeGreaterThan(0)
    expect(again.replica.read().meetings[0]?.topics).toHaveLength(1)
  })

  it('sets damaged stored bytes aside and loads the rest', async () => {
    const { store, segments, quarantine } = makeStore()
    const first = await makeHost(store).host.open(pairId, ['core', 'y2026'])
    pick(first.replica)
    await first.settled()
    segments.set('y2026', [new Uint8Array([1, 2, 3, 250]), ...(segments.get('y2026') ?? [])])
    const { host, reports } = makeHost(store)
    const second = await host.open(pairId, ['core', 'y2026'])
    expect(second.replica.read().meetings[0]?.topics).toHaveLength(1)
    expect(quarantine).toEqual(['storage/corrupt'])
    expect(reports).toEqual(['storage/corrupt'])
  })

  it('gives two holders the same document, also while it is loading', async () => {
    const { host } = makeHost(makeStore().store)
    const [a, b] = await Promise.all([host.open(pairId, ['core']), host.open(pairId, ['core'])])
    expect(a.replica).toBe(b.replica)
    a.release()
    const c = await host.open(pairId, ['core'])
    expect(c.replica).toBe(b.replica)
  })

  it('merges news from a shared file and commits it', async () => {
    const other = createReplica({ pairId })
    other.load('y2026', [])
    pick(other)
    const { store, segments } = makeStore()
    const { host } = makeHost(store)
    const document = await host.open(pairId, ['core', 'y2026'])
    await host.merge(pairId, 'y2026', other.encode('y2026'))
    expect(document.replica.read().meetings[0]?.topics).toHaveLength(1)
    expect(segments.get('y2026')).toHaveLength(1)
    await expect(host.merge(pairId, 'y2026', new Uint8Array([9, 9]))).rejects.toThrow(
      'file/corrupt',
    )
  })

  it('keeps nothing of discarded documents, whoever goes on editing them', async () => {
    const { store, segments } = makeStore()
    const { host } = makeHost(store)
    const held = await host.open(pairId, ['core', 'y2026'])
    pick(held.replica)
    await held.settled()
    await host.discardAll()
    segments.clear()
    pick(held.replica)
    await held.settled()
    held.release()
    expect(segments.size).toBe(0)
    const fresh = await host.open(pairId, ['core', 'y2026'])
    expect(fresh.replica.read().meetings).toEqual([])
  })

  it('forgets what a full disk refused when it is discarded', async () => {
    const { store, segments, setFull } = makeStore()
    const { host } = makeHost(store)
    const held = await host.open(pairId, ['core', 'y2026'])
    setFull(true)
    pick(held.replica)
    await expect(held.settled()).rejects.toThrow('storage/quota')
    setFull(false)
    await host.discardAll()
    await held.settled()
    expect(segments.size).toBe(0)
  })
})
