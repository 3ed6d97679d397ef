import { absorbCopy } from '../../lib/background/absorb-copy.ts'
import { createDocumentHost, type HostedDocument } from '../../lib/background/document-host.ts'
import type { Random } from '../../lib/base/clock.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import type { Replica } from '../../lib/document/types.ts'
import { createDocumentTools } from '../../lib/sync/create-document-tools.ts'
import { createScheduler } from '../../lib/sync/scheduler.ts'
import type { SyncDependencies } from '../../lib/sync/sync-dependencies.ts'
import { createSyncOne } from '../../lib/sync/sync-one.ts'
import type { SyncOutcome } from '../../lib/sync/sync-outcome.ts'
import { testWords } from '../support/readable-words.ts'
import { syncGzip, syncSha256 } from '../support/sync-gzip.ts'
import type { SimulatedDevice, SimulatedWorld } from './device.ts'
import { openStores } from './disk.ts'
import type { Life } from './life.ts'
import type { SimulatedPanel } from './panel.ts'
import { applyPolicy } from './policies.ts'
import { openSimulatedFile } from './simulated-file.ts'
import { openSimulatedOneDrive } from './simulated-onedrive.ts'
import { readClocks } from './yjs-view.ts'

/** The pair all simulated devices belong to. */
export const pairId = '0123456789abcdef0123456789abcdef'

/** One life of a device's background worker: the product's parts, composed as the background does. */
export interface Worker {
  life: Life
  join(
    panel: SimulatedPanel,
    segments: readonly string[],
    shake: (background: Replica) => void,
  ): void
  setVisible(isVisible: boolean): void
  /** A 1-on-1 is near, or lasts, until then. */
  setNear(untilMs: number): void
  fireAlarm(name: string): void
  resume(): void
  syncNow(): void
}

/** What the browser gives a worker. */
export interface WorkerParts {
  life: Life
  replicaRandom: Random
  random: ReturnType<SimulatedWorld['stream']>
  alarmNames(): string[]
  setAlarm(name: string, delayMs: number): void
  clearAlarm(name: string): void
  panel(): SimulatedPanel | null
}

/** Starts a worker, as a browser does for an event. */
export function startWorker(
  world: SimulatedWorld,
  device: SimulatedDevice,
  parts: WorkerParts,
): Worker {
  const { time, server } = world
  const { disk, clock } = device
  const { life, random } = parts
  const stores = openStores(disk, life, random, () => random.chance(world.faults().fullDisk))
  const timers = {
    after: (delayMs: number, run: () => void) => time.after(delayMs, () => life.deliver(run)),
  }
  /** Work nobody waits for. A refused commit is told to the person; anything else is a bug. */
  const launch = (work: Promise<unknown>) => {
    work.catch((error) => {
      if (error?.code !== 'storage/quota') world.onBug(error)
    })
  }

  const host = createDocumentHost({
    store: stores.documents,
    makeReplica: (pair) => createReplica({ pairId: pair, random: parts.replicaRandom }),
    ownClientId: () => life.call(0, () => disk.read().ownClientId),
    keepClientId: (id) => life.call(0, () => disk.commit({ ownClientId: id })),
    report: () => undefined,
    nowMs: clock.nowMs,
  })
  const tools = applyPolicy(
    world.policy,
    createDocumentTools({
      sha256: syncSha256,
      gzip: syncGzip,
      random: parts.replicaRandom,
      clock,
      words: () => testWords,
    }),
    {
      ownClientIds: () => {
        const { ownClientId, panelClientId, retiredClientIds } = disk.read()
        return [ownClientId, panelClientId, ...retiredClientIds]
      },
      sent: device.sentClocks,
      clocks: readClocks,
    },
  )

  const identity: SyncDependencies['identity'] = {
    clientIds: () => life.call(0, () => [disk.read().ownClientId, disk.read().panelClientId]),
    renew: (rewound) =>
      life.call(0, () => {
        const { ownClientId, panelClientId, retiredClientIds } = disk.read()
        const fresh = () => random.integer(1, 2 ** 32 - 1)
        device.clientIdRenewals++
        disk.commit({
          ownClientId: rewound.includes(ownClientId) ? fresh() : ownClientId,
          panelClientId: rewound.includes(panelClientId) ? fresh() : panelClientId,
          retiredClientIds: [...retiredClientIds, ...rewound],
        })
        parts.panel()?.replica.setClientId(disk.read().panelClientId)
      }),
  }

  const engine = createSyncOne({
    document: {
      segments: stores.documents.segments,
      load: stores.documents.load,
      merge: host.merge,
      replace: host.replace,
      quarantine: stores.documents.quarantine,
    },
    identity,
    states: stores.states,
    tools,
    sha256: syncSha256,
    clock,
    timers,
    random,
  })

  const createdMs = (id: string) => server.files.get(id)?.createdMs ?? 0
  /** Oldest first, as the composer must hand them to the engine. */
  const fileIds = () =>
    [...disk.read().knownFiles].sort((a, b) => createdMs(a) - createdMs(b) || (a < b ? -1 : 1))
  const openFile = (id: string) => {
    const file = server.files.get(id)
    if (file === undefined) throw new Error(`no file ${id}`)
    const open = server.remote === 'onedrive' ? openSimulatedOneDrive : openSimulatedFile
    return open(
      time,
      server,
      {
        person: device.person,
        isOnline: () => device.isOnline,
        isSignedIn: () => device.isSignedIn,
        faults: world.faults,
        random,
      },
      life,
      file,
    )
  }

  /** What people see attached to their event; a device without network sees nothing new. */
  const discover = () =>
    life.call(random.between(50, 400), () => {
      if (!device.isOnline) return
      const attached = server.attached().map((file) => file.id)
      const known = fileIds()
      if (attached.some((id) => !known.includes(id))) {
        disk.commit({ knownFiles: [...new Set([...known, ...attached])] })
      }
    })

  /** Forgets files that are gone; where none is left, makes one and attaches it. */
  const replaceGone = async (outcome: SyncOutcome): Promise<void> => {
    const gone = outcome.files.filter((file) => file.state === 'gone')
    if (gone.length === 0) return
    const isGone = (id: string) => gone.some((file) => file.fileId === `simulated:${id}`)
    await life.call(0, () => disk.commit({ knownFiles: fileIds().filter((id) => !isGone(id)) }))
    await discover()
    if (fileIds().length > 0 || !device.isOnline) return
    const segments = new Map<string, { state: Uint8Array }>()
    for (const segment of await stores.documents.segments(pairId)) {
      const { state } = tools.fold(await stores.documents.load(pairId, segment))
      segments.set(segment, { state })
    }
    const encoded = await tools.encodeFile(pairId, segments, [])
    if (!encoded.ok) return
    // Between asking and making, the other side may do the same: two files are legal.
    await life.call(random.between(200, 2_000), () => {
      const file = server.create(device.person, encoded.value)
      disk.commit({ knownFiles: [...fileIds(), file.id] })
    })
  }

  const alarmListeners = new Set<(name: string) => void>()
  const scheduler = createScheduler({
    async run(pair, isByPerson, signal) {
      if (isByPerson || fileIds().length === 0) await discover()
      const files = fileIds().map(openFile)
      return engine.run({ pairId: pair, files, isByPerson }, signal)
    },
    isWaiting: (pair) =>
      engine.isWaiting(
        pair,
        fileIds().map((id) => `simulated:${id}`),
      ),
    states: stores.states,
    alarms: {
      set: (name, delayMs) => life.call(0, () => parts.setAlarm(name, delayMs)),
      clear: (name) => life.call(0, () => parts.clearAlarm(name)),
      names: () => life.call(0, parts.alarmNames),
      onFired(listener) {
        alarmListeners.add(listener)
        return () => alarmListeners.delete(listener)
      },
    },
    clock,
    timers,
    random,
    onOutcome(_pair, outcome) {
      device.outcomes.push(outcome)
      if (outcome.files.some((file) => file.state === 'gone')) {
        launch(replaceGone(outcome).then(() => scheduler.resume([pairId])))
      }
    },
    onError: (_pair, error) => launch(Promise.reject(error)),
  })

  host.onCommitted(({ segment, update, origin }) => {
    const open = parts.panel()
    if (open === null || !open.isJoined || origin === 'panel') return
    if (open.lineage !== open.document?.lineage) return
    time.after(random.between(1, 3), () => {
      if (parts.panel() !== open || life.isOver()) return
      open.replica.apply(segment, update, 'background')
    })
  })
  /** A panel whose copy is of another lineage hands over what may not be saved, and is made anew. */
  const startOver = async (panel: SimulatedPanel, document: HostedDocument): Promise<void> => {
    if (parts.panel() !== panel) return
    panel.isFrozen = true
    if (panel.unsaved.length > 0) {
      for (const segment of panel.replica.segments()) {
        absorbCopy(tools, document, segment, panel.replica.encode(segment), 'panel')
      }
    }
    await save(document, panel, panel.unsaved.length)
    if (parts.panel() !== panel) return
    device.closePanel()
    device.openPanel()
  }

  host.onReplaced(() => {
    const open = parts.panel()
    if (open?.document != null) launch(startOver(open, open.document))
  })
  launch(scheduler.start(async () => (disk.read().segments.size > 0 ? [pairId] : [])))

  /** Commits what the panel sent, and says so. */
  async function save(document: HostedDocument, panel: SimulatedPanel, count: number) {
    const traces = panel.unsaved.slice(0, count)
    for (let attempt = 0; ; attempt++) {
      const isSettled = await document.settled().then(
        () => true,
        () => false,
      )
      if (isSettled) break
      await new Promise<void>((resolve) => timers.after(500 * (attempt + 1), resolve))
    }
    await scheduler.edited(pairId)
    for (const trace of traces) {
      const at = panel.unsaved.indexOf(trace)
      if (at >= 0) panel.unsaved.splice(at, 1)
      for (const marker of trace.typed) {
        const word = world.words.get(marker)
        if (word !== undefined) word.isSaved = true
      }
      for (const marker of trace.deleted) world.deleted.add(marker)
    }
  }

  async function join(
    panel: SimulatedPanel,
    segments: readonly string[],
    shake: (background: Replica) => void,
  ): Promise<void> {
    const known = await stores.documents.segments(pairId)
    const document = await host.open(pairId, [...new Set([...segments, ...known])])
    const clientId = await life.call(random.between(1, 3), () => disk.read().panelClientId)
    if (parts.panel() !== panel) {
      document.release()
      return
    }
    panel.isJoined = true
    panel.document = document
    const isOutlived = panel.lineage !== null && panel.lineage !== document.lineage
    if (isOutlived && world.policy !== 'merge-outlived') {
      await startOver(panel, document)
      return
    }
    panel.lineage = document.lineage
    shake(document.replica)
    panel.replica.setClientId(clientId)
    panel.send = (segment, update) => {
      time.after(random.between(1, 3), () => {
        // A panel that is made anew handed over its whole state: what was under way is in there.
        if (life.isOver() || panel.isFrozen || panel.lineage !== document.lineage) return
        const count = panel.unsaved.length
        document.replica.apply(segment, update, 'panel')
        launch(save(document, panel, count))
      })
    }
    await save(document, panel, panel.unsaved.length)
    await scheduler.setVisible(pairId, true)
  }

  return {
    life,
    join: (panel, segments, shake) => launch(join(panel, segments, shake)),
    setNear: (untilMs) => launch(scheduler.setNear(pairId, untilMs)),
    setVisible: (isVisible) => launch(scheduler.setVisible(pairId, isVisible)),
    fireAlarm(name) {
      for (const listener of alarmListeners) listener(name)
    },
    resume: () => launch(scheduler.resume([pairId])),
    syncNow: () => launch(scheduler.syncNow(pairId)),
  }
}
