import { createDocumentHost, type DocumentHost } from '../../lib/background/document-host.ts'
import type { Random } from '../../lib/base/clock.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import { setNote } from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../lib/document/types.ts'
import type { SharedFile } from '../../lib/remote/shared-file.ts'
import type { DocumentStore, SyncStateStore } from '../../lib/storage/ports.ts'
import { createDocumentTools } from '../../lib/sync/create-document-tools.ts'
import type { DocumentTools } from '../../lib/sync/document-tools.ts'
import { createSyncOne, type SyncOne } from '../../lib/sync/sync-one.ts'
import type { SyncOutcome } from '../../lib/sync/sync-outcome.ts'
import { createDisk, type Disk, openStores } from '../simulator/disk.ts'
import { beginLife } from '../simulator/life.ts'
import { createStreams } from '../simulator/seeded-streams.ts'
import { createVirtualTime } from '../simulator/virtual-time.ts'
import { testWords } from './readable-words.ts'
import { ann, ben, meeting, nowMs, pairId, topicsOf } from './replica-world.ts'
import { syncGzip, syncSha256 } from './sync-gzip.ts'

/** One device that syncs by hand: no scheduler, no faults, waits that end at once. */
export interface SyncBench {
  disk: Disk
  host: DocumentHost
  engine: SyncOne
  documents: DocumentStore
  states: SyncStateStore
  tools: DocumentTools
  /** Pauses the engine made, ms. */
  waits: number[]
  /** Ids that were taken out of use, call by call. */
  renewals: number[][]
  clock: { nowMs(): number; setMs(ms: number): void }
  /** Makes an edit and commits it. */
  edit(change: (replica: Replica) => void): Promise<void>
  /** Makes the note of the person's topic read so, creating the topic. */
  write(owner: 'ann' | 'ben', note: string): Promise<void>
  /** The notes stored on this device, by owner. */
  notes(): Promise<{ ann: string | null; ben: string | null }>
  run(files: readonly SharedFile[], isByPerson?: boolean): Promise<SyncOutcome>
  /** The worker dies and another starts on the same disk. */
  restart(): void
}

/** How a bench differs from the usual one. */
export interface BenchOptions {
  /** Seeds ids and pauses; devices of one test need different ones. */
  seed: number
  wrapTools?: (tools: DocumentTools) => DocumentTools
  /** Throws from a commit when it answers true. */
  isDiskFull?: () => boolean
}

/** The topic both people write about in tests. */
export function topicIdOf(replica: Replica, owner: 'ann' | 'ben'): string {
  const picked = pickTopic(replica, {
    meeting,
    owner: owner === 'ann' ? ann : ben,
    kind: 'work',
    suffix: null,
    nowMs,
  })
  if (!picked.ok) throw new Error(picked.error)
  return picked.value.topicId
}

/** Builds a device with an empty disk. */
export function createSyncBench(options: BenchOptions): SyncBench {
  const streams = createStreams(options.seed)
  // No call takes time here: what happens between awaits is the simulator's business.
  const instant = { ...streams('disk'), chance: () => false }
  const disk = createDisk(createVirtualTime(nowMs), streams('ids'))
  const random: Random = streams('engine')
  let now = nowMs
  const clock = {
    nowMs: () => now,
    setMs(ms: number) {
      now = ms
    },
  }

  const bench: SyncBench = {
    disk,
    clock,
    waits: [],
    renewals: [],
    ...openWorker(),
    async edit(change) {
      const document = await bench.host.open(pairId, ['core', 'y2026'])
      change(document.replica)
      await document.settled()
      document.release()
    },
    write: (owner, note) =>
      bench.edit((replica) => {
        const done = setNote(replica, topicIdOf(replica, owner), note)
        if (!done.ok) throw new Error(done.error)
      }),
    async notes() {
      const replica = createReplica({ pairId })
      for (const [segment, entries] of disk.read().segments) replica.load(segment, entries)
      const topics = [...topicsOf(replica.read()).values()]
      const noteOf = (owner: string) =>
        topics.find((topic) => topic.owner === owner && topic.kind === 'work')?.note ?? null
      return { ann: noteOf(ann), ben: noteOf(ben) }
    },
    run: (files, isByPerson = false) =>
      bench.engine.run({ pairId, files, isByPerson }, new AbortController().signal),
    restart() {
      Object.assign(bench, openWorker())
    },
  }
  return bench

  function openWorker() {
    const life = beginLife(
      () => undefined,
      () => false,
      () => undefined,
    )
    const { documents, states } = openStores(
      disk,
      life,
      instant,
      options.isDiskFull ?? (() => false),
    )
    const host = createDocumentHost({
      store: documents,
      makeReplica: (pair) => createReplica({ pairId: pair, random: streams('replica') }),
      ownClientId: async () => disk.read().ownClientId,
      keepClientId: async (ownClientId) => disk.commit({ ownClientId }),
      report: () => undefined,
      nowMs: clock.nowMs,
    })
    const bound = createDocumentTools({
      sha256: syncSha256,
      gzip: syncGzip,
      random: streams('tools'),
      clock,
      words: () => testWords,
    })
    const tools = options.wrapTools?.(bound) ?? bound
    const engine = createSyncOne({
      document: {
        segments: documents.segments,
        load: documents.load,
        merge: host.merge,
        replace: host.replace,
        quarantine: documents.quarantine,
      },
      identity: {
        clientIds: async () => [disk.read().ownClientId],
        async renew(rewound) {
          bench.renewals.push([...rewound])
          disk.commit({ ownClientId: streams('new ids').integer(1, 2 ** 32 - 1) })
        },
      },
      states,
      tools,
      sha256: syncSha256,
      clock,
      timers: {
        after(delayMs, run) {
          bench.waits.push(delayMs)
          queueMicrotask(run)
          return () => undefined
        },
      },
      random,
    })
    return { documents, states, host, tools, engine }
  }
}

/** Runs until nothing more is asked for; the outcome of the last run. */
export async function settle(bench: SyncBench, files: readonly SharedFile[]): Promise<SyncOutcome> {
  for (let round = 0; round < 10; round++) {
    const outcome = await bench.run(files)
    if (outcome.next.kind !== 'verify' && outcome.next.kind !== 'confirm') return outcome
  }
  throw new Error('a calm world did not come to rest')
}
