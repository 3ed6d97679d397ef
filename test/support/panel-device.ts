import { expect } from 'vitest'
import { createPanelHub } from '../../lib/background/panel-hub.ts'
import { wrapPanelPort } from '../../lib/background/panel-port.ts'
import { createStoredDocument, createWriterIdentity } from '../../lib/background/sync-ports.ts'
import type { ErrorCode } from '../../lib/base/app-error.ts'
import { systemTimers } from '../../lib/base/clock.ts'
import { platformSha256 } from '../../lib/base/hash.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import { setNote } from '../../lib/document/edits/edit-topic.ts'
import { packSegment } from '../../lib/document/file-format/file-segment.ts'
import { platformGzip } from '../../lib/document/file-format/gzip.ts'
import type { PanelMessage, PanelPush } from '../../lib/messaging/protocol.ts'
import { openPairEditor } from '../../lib/panel/pair-editor.ts'
import { startPanelSession } from '../../lib/panel/panel-session.ts'
import type { DocumentStore } from '../../lib/storage/ports.ts'
import { absorbRemote } from '../../lib/sync/absorb-remote.ts'
import { createDocumentTools } from '../../lib/sync/create-document-tools.ts'
import { createStateMemory } from '../../lib/sync/state-memory.ts'
import { sampleContext, sampleNowMs, samplePairId } from '../gallery/sample-context.ts'
import { openDesk } from './background-desk.ts'
import { testWords } from './readable-words.ts'

/** How long tests wait for what happens by itself; only against endless waits. */
export const patience = { timeout: 10_000, interval: 10 }

const segments = ['core', 'y2026']

/** One device: storage that lasts, workers that come and go, and real panels on real lines. */
export function openDevice(run: () => Promise<ErrorCode | null> = async () => null) {
  const desk = openDesk(sampleNowMs)
  const tools = createDocumentTools({
    sha256: platformSha256,
    gzip: platformGzip,
    random: desk.random,
    clock: desk.clock,
    words: () => testWords,
  })
  let shownPairId = samplePairId
  let cut: (() => void)[] = []
  const stop = new AbortController()
  const startWorker = () => {
    const life = { isOver: false }
    const store = mortal(desk.stores.documents, () => life.isOver)
    const host = desk.newHost(store)
    const hub = createPanelHub({
      encodeFile: async () => new Uint8Array(),
      host,
      tools,
      device: desk.stores.device,
      contextFor: async () => sampleContext({ pairId: shownPairId }),
      elsewhereFor: async () => null,
      segmentsFor: async () => segments,
      privateFor: async () => null,
      erasures: async () => 0,
      isKnownPair: async () => true,
      run,
      onEdited: () => undefined,
      onPainted: () => undefined,
      onShown: () => undefined,
      onNetwork: () => undefined,
      onHidden: () => undefined,
      report(thrown) {
        throw thrown
      },
    })
    host.onReplaced((pairId) => hub.startOver(pairId))
    return { life, store, host, hub }
  }
  let worker = startWorker()
  const sent: PanelMessage[] = []
  let leasedId = 0
  let toldPairId = ''
  /** What the panel says is held back while this is a list. */
  let held: (() => void)[] | null = null

  const connect = () => {
    let isOpen = true
    const toPanel: ((push: unknown) => void)[] = []
    const onCut: (() => void)[] = []
    let hear: (message: unknown) => void = () => undefined
    const { hub } = worker
    cut.push(() => {
      isOpen = false
      for (const listener of onCut) listener()
    })
    hub.accept(
      wrapPanelPort(
        {
          postMessage(push: PanelPush) {
            if (push.type === 'panel/lease' && isOpen) leasedId = push.clientId
            if (push.type === 'panel/context' && isOpen) toldPairId = push.context.pairId ?? ''
            const copy: unknown = JSON.parse(JSON.stringify(push))
            queueMicrotask(() => {
              if (isOpen) for (const listener of toPanel) listener(copy)
            })
          },
          disconnect: () => undefined,
          onMessage: {
            addListener(listener: typeof hear) {
              hear = listener
            },
          },
          onDisconnect: { addListener: () => undefined },
        } as never,
        null,
      ),
    )
    return {
      post(message: PanelMessage) {
        const copy: unknown = JSON.parse(JSON.stringify(message))
        sent.push(message)
        const arrive = () => {
          if (isOpen) hear(copy)
        }
        if (held !== null) held.push(arrive)
        else queueMicrotask(arrive)
      },
      onMessage: (listener: (push: unknown) => void) => toPanel.push(listener),
      onDisconnect: (listener: () => void) => onCut.push(listener),
      close: () => undefined,
    }
  }

  return {
    desk,
    tools,
    sent,
    host: () => worker.host,
    hub: () => worker.hub,
    /** The id the panel writes under. */
    clientId: () => leasedId,
    showPair(pairId: string) {
      shownPairId = pairId
      worker.hub.refresh(null)
    },
    hold() {
      held ??= []
    },
    letGo() {
      const runs = held ?? []
      held = null
      for (const run of runs) run()
    },
    /** The worker dies with everything that was on its way to it; the panel notices at once. */
    killWorker() {
      worker.life.isOver = true
      held = null
      const lines = cut
      cut = []
      for (const one of lines) one()
    },
    restart() {
      worker = startWorker()
    },
    async openPanel() {
      const session = startPanelSession(
        {
          connect,
          token: null,
          place: null,
          panelId: 'b'.repeat(16),
          clock: desk.clock,
          // Pauses are shortened: nothing here is about their length.
          timers: { after: (delayMs, run) => systemTimers.after(delayMs / 20, run) },
          random: desk.random,
          loadEditor: async () => openPairEditor,
          saveLanguage: async () => null,
          startAnew: () => undefined,
        },
        stop.signal,
      )
      // A panel on screen draws whatever changes.
      session.subscribe(() => session.view())
      await expect.poll(() => session.view().isReady, patience).toBe(true)
      return session
    },
    /** Every word of a pair that is on disk now, topic by topic. */
    async notesOf(pairId: string): Promise<string[]> {
      const replica = createReplica({ pairId })
      for (const segment of segments) {
        const folded = tools.fold(await desk.stores.documents.load(pairId, segment))
        expect(folded).toMatchObject({ isPending: false, badEntries: [] })
        replica.load(segment, [folded.state])
      }
      return replica
        .read()
        .meetings.flatMap(({ topics }) => topics.map(({ note }) => note))
        .sort()
    },
    /**
     * Sync reads a file in which `clientId` changed the first note of `before` where it may have written
     * something else here. False when nothing had diverged.
     */
    async diverge(
      pairId: string,
      before: Uint8Array,
      clientId: number,
      change: (note: string) => string,
    ) {
      const { store, host, hub } = worker
      const theirs = createReplica({ pairId, random: desk.random })
      theirs.load('y2026', [before])
      theirs.setClientId(clientId)
      const [topic] = theirs.read().meetings.flatMap(({ topics }) => topics)
      if (topic === undefined) throw new Error('no topic')
      setNote(theirs, topic.id, change(topic.note))
      const { stores, random, clock } = desk
      const draw = () => Math.floor(random.next() * 2 ** 32)
      const identity = createWriterIdentity(stores.device, draw, async (ownId, retired) => {
        host.setClientId(ownId)
        await hub.renewClientIds(retired)
      })
      const document = createStoredDocument(store, host)
      const memory = createStateMemory(tools)
      const run = { document, identity, tools, memory, clock, random, timers: systemTimers }
      const rest = { states: stores.syncStates, sha256: platformSha256 }
      const found = await packSegment(
        { id: 'y2026', state: theirs.encode('y2026'), view: null },
        { gzip: platformGzip, sha256: platformSha256 },
      )
      let isDiverged = false
      for (let hasNews = true; hasNews; ) {
        // The next run finds what a panel stored meanwhile.
        const absorbed = await absorbRemote({ ...run, ...rest }, pairId, [found], null, true)
        isDiverged ||= absorbed.notices.includes('file/diverged')
        hasNews = absorbed.hasNews
      }
      return isDiverged
    },
    /** The state of the year's segment on disk. */
    async stateOf(pairId: string): Promise<Uint8Array> {
      return tools.fold(await desk.stores.documents.load(pairId, 'y2026')).state
    },
    /** Whether a state holds a topic to write into. */
    hasTopic(state: Uint8Array): boolean {
      const replica = createReplica({ pairId: samplePairId })
      replica.load('y2026', [state])
      return replica.read().meetings.some(({ topics }) => topics.length > 0)
    },
    /** The pair a panel was told to show last. */
    pairOf: () => toldPairId,
    close: () => stop.abort(),
  }
}

/** See {@link openDevice}. */
export type PanelDevice = ReturnType<typeof openDevice>

/** The store as one life of the worker sees it: what began still happens, and nothing is heard of it. */
function mortal(store: DocumentStore, isOver: () => boolean): DocumentStore {
  const call =
    <A extends unknown[], T>(run: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const never = new Promise<never>(() => undefined)
      if (isOver()) return never
      const value = await run(...args)
      return isOver() ? never : value
    }
  return {
    append: call(store.append),
    load: call(store.load),
    segments: call(store.segments),
    compact: call(store.compact),
    lineage: call(store.lineage),
    quarantine: call(store.quarantine),
    quarantined: call(store.quarantined),
    erase: call(store.erase),
  }
}
