import { AppError } from '../base/app-error.ts'
import type { Clock, Random, Timers } from '../base/clock.ts'
import { platformSha256 } from '../base/hash.ts'
import { createReplica } from '../document/create-replica.ts'
import { platformGzip } from '../document/file-format/gzip.ts'
import type { ReadableWords } from '../document/file-format/render-readable.ts'
import type { PairId } from '../model/people.ts'
import { type AbsorbFile, createAbsorbFile } from '../sync/absorb-file.ts'
import type { Alarms } from '../sync/alarms-port.ts'
import { createDocumentTools } from '../sync/create-document-tools.ts'
import type { DocumentTools } from '../sync/document-tools.ts'
import type { SyncDependencies } from '../sync/sync-dependencies.ts'
import { createSyncOne } from '../sync/sync-one.ts'
import type { BackgroundStores } from './background-stores.ts'
import { createDocumentHost, type DocumentHost } from './document-host.ts'
import type { PairFiles } from './pair-files.ts'
import type { RepairNotices } from './repair-notices.ts'
import { createStoredDocument, createWriterIdentity, drawClientId } from './sync-ports.ts'
import { createSyncService, type SyncService } from './sync-service.ts'

/** What documents and sync are made of. */
export interface SyncParts {
  stores: BackgroundStores
  repairs: RepairNotices
  files: PairFiles
  /** The words of the file's readable part. */
  words: ReadableWords
  alarms: Alarms
  clock: Clock
  timers: Timers
  random: Random
  /** Gives another client id to every panel that writes under one of these. */
  renewClientIds: (retired: readonly number[]) => Promise<void>
  /** The status of a pair changed. */
  onChanged: (pairId: PairId) => void
  report: (thrown: unknown) => void
}

/** The live documents, and what brings them to the shared files and back. */
export function composeSync(parts: SyncParts): {
  host: DocumentHost
  tools: DocumentTools
  sync: SyncService
  absorbFile: AbsorbFile
} {
  const { stores, repairs, clock, timers, random, report } = parts
  const host = createDocumentHost({
    store: stores.documents,
    makeReplica: (pairId) => createReplica({ pairId, random }),
    ownClientId: () => stores.device.ownClientId(),
    keepClientId: (clientId) => stores.device.setOwnClientId(clientId),
    report(pairId, code) {
      report(new AppError(code, 'document'))
      if (code === 'storage/corrupt') repairs.note(pairId, code).catch(report)
    },
    nowMs: () => clock.nowMs(),
  })
  const tools = createDocumentTools({
    sha256: platformSha256,
    gzip: platformGzip,
    random,
    clock,
    words: () => parts.words,
  })
  const engineParts: SyncDependencies = {
    document: createStoredDocument(stores.documents, host),
    identity: createWriterIdentity(
      stores.device,
      () => drawClientId((count) => random.bytes(count)),
      async (ownId, retired) => {
        host.setClientId(ownId)
        await parts.renewClientIds(retired)
      },
    ),
    states: stores.syncStates,
    tools,
    sha256: platformSha256,
    clock,
    timers,
    random,
  }
  const engine = createSyncOne(engineParts)
  const sync = createSyncService({
    repairs,
    engine,
    pairs: stores.pairs,
    files: parts.files,
    states: stores.syncStates,
    alarms: parts.alarms,
    clock,
    timers,
    random,
    onChanged: parts.onChanged,
    report,
  })
  return { host, tools, sync, absorbFile: createAbsorbFile(engineParts) }
}
