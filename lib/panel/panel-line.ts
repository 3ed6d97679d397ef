import type { Timers } from '../base/clock.ts'
import { type PanelMessage, type PanelPush, panelPushes } from '../messaging/protocol.ts'

/** The raw line to the background, as the page's shell makes it. */
export interface PanelLine {
  post(message: PanelMessage): void
  onMessage(listener: (raw: unknown) => void): void
  /** Called when the other side cut the line; not by our own {@link close}. */
  onDisconnect(listener: () => void): void
  close(): void
}

/** A line that comes back by itself when the worker died. */
export interface LastingLine {
  /** Sends; false when the line is down, and then nothing was sent. */
  post(message: PanelMessage): boolean
  /** Opens the line, at first and instead of waiting for the next attempt. */
  wake(): void
}

/** What {@link keepLine} reports. */
export interface LineEvents {
  /** A line stands: send the first message. */
  onOpen(): void
  onPush(push: PanelPush): void
  onLost(): void
  /** True when a lost line may stay down until {@link LastingLine.wake}. */
  mayRest(): boolean
  /** The background sent something that does not fit the protocol. */
  onInvalid(): void
  /** No line can ever stand again: the extension was updated or removed under this page. */
  onOrphaned(): void
}

/** Pauses before the attempts to reconnect. A worker that died of idleness is back at the first. */
const pausesMs = [20, 250, 1000, 4000, 15_000, 60_000]

/**
 * Keeps a line to the background until `signal` aborts; the first {@link LastingLine.wake} opens it. `connect` throws when the extension context is
 * gone. A worker dies after 30 s without work and takes its ports along; connecting anew wakes it.
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle#idle-shutdown
 */
export function keepLine(
  connect: () => PanelLine,
  timers: Timers,
  events: LineEvents,
  signal: AbortSignal,
): LastingLine {
  let line: PanelLine | null = null
  let attempt = 0
  let cancelPause: (() => void) | null = null

  const open = (): void => {
    cancelPause = null
    if (signal.aborted || line !== null) return
    let fresh: PanelLine
    try {
      fresh = connect()
    } catch (thrown) {
      // Firefox throws a DOMException of another realm, which is no Error here, while the page is going away.
      // Should it stay after all, the next attempt finds a background.
      if (thrown instanceof Error) events.onOrphaned()
      else openLater()
      return
    }
    line = fresh
    fresh.onMessage((raw) => {
      if (line !== fresh) return
      const parsed = panelPushes.safeParse(raw)
      if (!parsed.success) {
        events.onInvalid()
        return
      }
      // Only a line that carried something was a good one: one that is cut at once must not spin.
      attempt = 0
      events.onPush(parsed.data)
    })
    fresh.onDisconnect(() => {
      if (line !== fresh) return
      line = null
      events.onLost()
      if (!events.mayRest()) openLater()
    })
    events.onOpen()
  }

  const openLater = (): void => {
    const pauseMs = pausesMs[Math.min(attempt, pausesMs.length - 1)] ?? 0
    attempt += 1
    cancelPause = timers.after(pauseMs, open)
  }

  signal.addEventListener('abort', () => {
    cancelPause?.()
    line?.close()
    line = null
  })

  return {
    post(message) {
      if (line === null) return false
      try {
        line.post(message)
        return true
      } catch {
        // A port may be dead before its disconnect event has arrived; see above for what Firefox throws then.
        return false
      }
    },
    wake() {
      if (line !== null) return
      cancelPause?.()
      attempt = 0
      open()
    },
  }
}
