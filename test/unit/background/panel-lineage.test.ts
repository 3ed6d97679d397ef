import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import { createPanelHub } from '../../../lib/background/panel-hub.ts'
import { wrapPanelPort } from '../../../lib/background/panel-port.ts'
import { systemTimers } from '../../../lib/base/clock.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { platformGzip } from '../../../lib/document/file-format/gzip.ts'
import type { Replica } from '../../../lib/document/types.ts'
import type { PanelMessage, PanelPush } from '../../../lib/messaging/protocol.ts'
import { openPairEditor } from '../../../lib/panel/pair-editor.ts'
import { startPanelSession } from '../../../lib/panel/panel-session.ts'
import { createDocumentTools } from '../../../lib/sync/create-document-tools.ts'
import { sampleContext, sampleNowMs, samplePairId } from '../../gallery/sample-context.ts'
import { openDesk } from '../../support/background-desk.ts'
import { testWords } from '../../support/readable-words.ts'

const segments = ['core', 'y2026']
const patience = { timeout: 10_000, interval: 10 }
const otherPairId = 'f'.repeat(32)
const stops: AbortController[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort()
})

/** One device: storage that lasts, workers that come and go, and real panels on real lines. */
function openDevice() {
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
  const startWorker = () => {
    const host = desk.newHost()
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
      run: async () => null,
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
    return { host, hub }
  }
  let worker = startWorker()
  const sent: PanelMessage[] = []
  let leasedId = 0
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
            if (push.type === 'panel/lease') leasedId = push.clientId
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
      held = []
    },
    letGo() {
      const runs = held ?? []
      held = null
      for (const run of runs) run()
    },
    /** The worker dies with everything that was under way; panels notice it now or, with `isLate`, never yet. */
    killWorker() {
      held = null
      const lines = cut
      cut = []
      for (const one of lines) one()
    },
    restart() {
      worker = startWorker()
    },
    async openPanel() {
      const stop = new AbortController()
      stops.push(stop)
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
      await expect.poll(() => session.view().isReady, patience).toBe(true)
      return session
    },
    /** Every word of a pair that is on disk now, topic by topic. */
    async notesOf(pairId: string): Promise<string[]> {
      const replica = createReplica({ pairId })
      for (const segment of segments) {
        for (const entry of await desk.stores.documents.load(pairId, segment)) {
          expect(replica.apply(segment, entry, 'disk')).toMatchObject({
            value: { isPending: false },
          })
        }
      }
      return replica
        .read()
        .meetings.flatMap(({ topics }) => topics.map(({ note }) => note))
        .sort()
    },
    /**
     * Sync puts another lineage in the place of what is stored: the same client id wrote `note` there where
     * it wrote something else here. `before` is the state both have in common.
     */
    async replaceLineage(pairId: string, before: Uint8Array, clientId: number, note: string) {
      const theirs = createReplica({ pairId, random: desk.random })
      theirs.load('y2026', [before])
      theirs.setClientId(clientId)
      setNote(theirs, topicIdIn(theirs), note)
      const remote = theirs.encode('y2026')
      const entries = await desk.stores.documents.load(pairId, 'y2026')
      const own = tools.fold(entries).state
      expect(tools.compare(remote, own)?.isDiverged).toBe(true)
      const state = tools.rebase('y2026', remote, own)
      await worker.host.replace(pairId, 'y2026', state, entries.length, true)
    },
  }
}

type Session = Awaited<ReturnType<ReturnType<typeof openDevice>['openPanel']>>

function topicIdIn(replica: Replica): string {
  const [id] = replica.read().meetings.flatMap(({ topics }) => topics.map((topic) => topic.id))
  if (id === undefined) throw new Error('no topic')
  return id
}

const mineIn = (session: Session) => session.view().topics.mine
const notesIn = (session: Session) =>
  mineIn(session)
    .map(({ note }) => note)
    .sort()
const isSaved = (session: Session) => session.view().state.save === 'saved'
const saved = (session: Session) => expect.poll(() => isSaved(session), patience).toBe(true)

/** A device with one panel that has written "base " and then "base here" into one topic. */
async function openStage(pairId = samplePairId) {
  const device = openDevice()
  device.showPair(pairId)
  const session = await device.openPanel()
  session.actions.pickTopic('career', '')
  const topicId = mineIn(session)[0]?.id ?? ''
  session.actions.setText(topicId, 'note', '', 'base ')
  await saved(session)
  const before = device.tools.fold(await device.desk.stores.documents.load(pairId, 'y2026')).state
  session.actions.setText(topicId, 'note', 'base ', 'base here')
  await saved(session)
  const clientId = device.clientId()
  return { device, session, topicId, before, clientId }
}

describe('a panel that outlived its lineage', () => {
  it('[SY39] hands over what it alone has after the worker died, and shows every word once', async () => {
    const { device, session, topicId, before, clientId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and unsaved')
    device.killWorker()
    device.restart()
    await device.replaceLineage(samplePairId, before, clientId, 'base THERE')
    const wanted = ['base THERE', 'base here', 'base here and unsaved'].sort()
    await expect.poll(() => notesIn(session), patience).toEqual(wanted)
    await saved(session)
    expect(await device.notesOf(samplePairId)).toEqual(wanted)
  })

  it('[SY39] hands over what was on its way while stored bytes were replaced', async () => {
    const { device, session, topicId, before, clientId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and unsaved')
    await device.replaceLineage(samplePairId, before, clientId, 'base THERE')
    device.letGo()
    const wanted = ['base THERE', 'base here', 'base here and unsaved'].sort()
    await expect.poll(() => notesIn(session), patience).toEqual(wanted)
    await saved(session)
    expect(await device.notesOf(samplePairId)).toEqual(wanted)
  })

  it('[SY39] hands over what it wrote about a pair that is not on screen any more', async () => {
    const { device, session, topicId, before, clientId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and unsaved')
    device.showPair(otherPairId)
    await expect.poll(() => mineIn(session).length, patience).toBe(0)
    await device.replaceLineage(samplePairId, before, clientId, 'base THERE')
    device.letGo()
    const wanted = ['base THERE', 'base here', 'base here and unsaved'].sort()
    await expect.poll(() => device.notesOf(samplePairId), patience).toEqual(wanted)
    await saved(session)
  })

  it('[SY39] gives up nothing when the line is cut again before its words were taken', async () => {
    const { device, session, topicId, before, clientId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and unsaved')
    await device.replaceLineage(samplePairId, before, clientId, 'base THERE')
    await expect.poll(() => device.sent.some((one) => 'isWhole' in one), patience).toBe(true)
    expect(isSaved(session)).toBe(false)
    device.killWorker()
    device.restart()
    const wanted = ['base THERE', 'base here', 'base here and unsaved'].sort()
    await expect.poll(() => notesIn(session), patience).toEqual(wanted)
    await saved(session)
    expect(await device.notesOf(samplePairId)).toEqual(wanted)
  })

  it('[SY39] adds nothing when all its words were saved', async () => {
    const { device, session, before, clientId } = await openStage()
    device.killWorker()
    device.restart()
    await device.replaceLineage(samplePairId, before, clientId, 'base THERE')
    const wanted = ['base THERE', 'base here']
    await expect.poll(() => notesIn(session), patience).toEqual(wanted)
    expect(await device.notesOf(samplePairId)).toEqual(wanted)
    expect(device.sent.some((one) => 'isWhole' in one)).toBe(false)
  })

  it('keeps its copy, and sends no more than the difference, when only the worker died', async () => {
    const { device, session, topicId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and more')
    device.killWorker()
    device.sent.length = 0
    device.restart()
    await saved(session)
    expect(session.view().isReady).toBe(true)
    expect(await device.notesOf(samplePairId)).toEqual(['base here and more'])
    expect(device.sent.some((one) => 'isWhole' in one)).toBe(false)
  })
})
