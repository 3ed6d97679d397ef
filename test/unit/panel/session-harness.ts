import type { Timers } from '../../../lib/base/clock.ts'
import type { PanelContext } from '../../../lib/model/panel-context.ts'
import { openPairEditor } from '../../../lib/panel/pair-editor.ts'
import { startPanelSession } from '../../../lib/panel/panel-session.ts'
import type { PanelSession } from '../../../lib/panel/session-contract.ts'
import { createFakeBackground, type FakeBackground } from '../../gallery/fake-background.ts'
import { sampleContext, sampleNowMs, samplePairId } from '../../gallery/sample-context.ts'

/** A session against the fake background, with time and message order in the test's hands. */
export interface Harness {
  session: PanelSession
  background: FakeBackground
  /** Delivers every message and timer of zero-ish length until nothing moves. */
  settle(): Promise<void>
  /** Moves the clock and fires what is due. */
  advance(ms: number): Promise<void>
  stop(): void
  /** How often the page was told to load anew. */
  beginnings(): number
}

/** Starts a session; `isEditorHeld` keeps the document layer from loading until `loadEditor` is called. */
export async function startHarness(
  change: Partial<PanelContext> = {},
  options: { isEditorHeld?: boolean } = {},
): Promise<Harness & { loadEditor(): Promise<void> }> {
  const queue: (() => void)[] = []
  const timerEntries: { atMs: number; run: () => void }[] = []
  let nowMs = sampleNowMs
  let beginnings = 0
  const background = createFakeBackground(sampleContext(change), (run) => queue.push(run))
  const timers: Timers = {
    after(delayMs, run) {
      const entry = { atMs: nowMs + delayMs, run }
      timerEntries.push(entry)
      return () => {
        const at = timerEntries.indexOf(entry)
        if (at >= 0) timerEntries.splice(at, 1)
      }
    },
  }
  const stop = new AbortController()
  let release: () => void = () => undefined
  const gate = options.isEditorHeld
    ? new Promise<void>((resolve) => {
        release = resolve
      })
    : Promise.resolve()
  const session = startPanelSession(
    {
      connect: () => background.connect(),
      token: 'a'.repeat(32),
      place: null,
      panelId: 'b'.repeat(16),
      clock: { nowMs: () => nowMs },
      timers,
      random: { next: () => 0.5, bytes: (count) => new Uint8Array(count).fill(7) },
      loadEditor: () => gate.then(() => openPairEditor),
      saveLanguage: () => Promise.resolve(null),
      startAnew() {
        beginnings += 1
      },
    },
    stop.signal,
  )
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 5; ) {
      await Promise.resolve()
      const run = queue.shift()
      if (run === undefined) quiet += 1
      else {
        quiet = 0
        run()
      }
    }
  }
  // A panel on screen reads every view.
  session.subscribe(() => session.view())
  const advance = async (ms: number): Promise<void> => {
    await settle()
    nowMs += ms
    for (;;) {
      const at = timerEntries.findIndex((entry) => entry.atMs <= nowMs)
      if (at < 0) break
      for (const entry of timerEntries.splice(at, 1)) entry.run()
      await settle()
    }
    await settle()
  }
  await settle()
  return {
    session,
    background,
    settle,
    advance,
    stop: () => stop.abort(),
    beginnings: () => beginnings,
    async loadEditor() {
      release()
      await settle()
    },
  }
}

/** The person's own topics as the panel draws them. */
export const mine = (harness: Harness) => harness.session.view().topics.mine

/** Every topic in the stored document. */
export const stored = (harness: Harness) =>
  harness.background
    .documentOf(samplePairId)
    .read()
    .meetings.flatMap((meeting) => meeting.topics)
