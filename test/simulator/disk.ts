import { AppError } from '../../lib/base/app-error.ts'
import type { PairId } from '../../lib/model/people.ts'
import type { DocumentStore, SyncState, SyncStateStore } from '../../lib/storage/ports.ts'
import type { Life } from './life.ts'
import type { Stream } from './seeded-streams.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Everything a device keeps, as one immutable value: a rolled back profile is an older value. */
export interface DiskContent {
  segments: ReadonlyMap<string, readonly Uint8Array[]>
  /** How often stored bytes were replaced by another lineage. */
  lineage: number
  state: SyncState | null
  ownClientId: number
  panelClientId: number
  retiredClientIds: readonly number[]
  /** Ids of the pair's files this device knows. */
  knownFiles: readonly string[]
  quarantine: readonly { reason: string; bytes: Uint8Array; atMs: number }[]
}

/** A device's disk, with its whole history. */
export interface Disk {
  read(): DiskContent
  commit(change: Partial<DiskContent>): void
  /** The content as it was at `atMs`. */
  contentAt(atMs: number): DiskContent
  /** Puts an older content in the place of the present one. */
  restore(content: DiskContent): void
}

/** A disk that is empty except for fresh ids. */
export function createDisk(time: VirtualTime, random: Stream): Disk {
  let content: DiskContent = {
    segments: new Map(),
    lineage: 0,
    state: null,
    ownClientId: random.integer(1, 2 ** 32 - 1),
    panelClientId: random.integer(1, 2 ** 32 - 1),
    retiredClientIds: [],
    knownFiles: [],
    quarantine: [],
  }
  const history = [{ atMs: time.nowMs(), content }]
  return {
    read: () => content,
    commit(change) {
      content = { ...content, ...change }
      history.push({ atMs: time.nowMs(), content })
    },
    contentAt: (atMs) =>
      (history.findLast((entry) => entry.atMs <= atMs) ?? history[0] ?? { content }).content,
    restore(older) {
      content = older
      history.push({ atMs: time.nowMs(), content })
    },
  }
}

/** The stores of the product on a disk, as one life of the worker sees them. */
export function openStores(
  disk: Disk,
  life: Life,
  random: Stream,
  isFull: () => boolean,
): { documents: DocumentStore; states: SyncStateStore } {
  const delay = () => (random.chance(0.4) ? random.between(1, 8) : 0)
  const read = <T>(get: () => T) => life.call(delay(), get)
  const write = (change: () => Partial<DiskContent>) =>
    life.call(delay(), () => {
      if (isFull()) throw new AppError('storage/quota')
      disk.commit(change())
    })
  const withSegment = (name: string, entries: readonly Uint8Array[]) => ({
    segments: new Map(disk.read().segments).set(name, entries),
  })
  const entriesOf = (name: string) => disk.read().segments.get(name) ?? []

  return {
    documents: {
      append: (_pairId, segment, update) =>
        write(() => withSegment(segment, [...entriesOf(segment), update])),
      load: (_pairId, segment) => read(() => [...entriesOf(segment)]),
      segments: () => read(() => [...disk.read().segments.keys()]),
      compact: (_pairId, segment, state, replacedCount, isNewLineage = false) =>
        write(() => ({
          ...withSegment(segment, [state, ...entriesOf(segment).slice(replacedCount)]),
          lineage: disk.read().lineage + Number(isNewLineage),
        })),
      lineage: () => read(() => disk.read().lineage),
      quarantine: (_pairId, reason, bytes, atMs) =>
        write(() => ({
          quarantine: [...disk.read().quarantine, { reason, bytes, atMs }].slice(-5),
        })),
      quarantined: async () => [],
      erase: () => write(() => ({ segments: new Map(), quarantine: [] })),
    },
    states: {
      get: (_pairId: PairId) => read(() => disk.read().state),
      put: (_pairId, state) => write(() => ({ state })),
      remove: () => write(() => ({ state: null })),
    },
  }
}
