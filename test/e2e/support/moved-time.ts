import type { BrowserContext } from 'playwright-core'
import { openWire } from './browser-wire.ts'
import { waitFor } from './wait-for.ts'

/** A person's computer whose clock can be set; time runs on from there. */
export interface MovedTime {
  /** Sets the clock of every page, frame and worker there is, and of all to come. */
  set(epochMs: number): Promise<void>
}

/**
 * Makes the clock of a browser settable, with the build as it is: `Date` alone is shifted, in pages and
 * frames before their first script, and in the service worker before the first script of each of its lives.
 * Timers, alarms and the browser itself keep real time. The browser was started with
 * `--remote-debugging-port=0` on `profile`.
 */
export async function moveTime(
  { context, profile }: { context: BrowserContext; profile: string },
  epochMs: number,
): Promise<MovedTime> {
  const workers = new Set<string>()
  /** Workers in whose present life the clock has not been set. */
  const unset = new Set<string>()
  let shiftMs = 0
  const wire = await openWire(profile, ({ method, params, sessionId }) => {
    if (method === 'Target.attachedToTarget') void ifAlive(begin(String(params.sessionId)))
    if (method === 'Target.detachedFromTarget') workers.delete(String(params.sessionId))
    if (sessionId === undefined) return
    // The second life of a worker has the session of the first.
    if (method === 'Inspector.targetReloadedAfterCrash') unset.add(sessionId)
    if (method === 'Debugger.paused') void ifAlive(goOn(sessionId, params))
  })
  context.once('close', () => wire.close())

  async function begin(sessionId: string): Promise<void> {
    await wire.send('Debugger.enable', {}, sessionId)
    // Another client may let a worker go that waits at its start; nobody else can at this point.
    await wire.send(
      'Debugger.setInstrumentationBreakpoint',
      { instrumentation: 'beforeScriptExecution' },
      sessionId,
    )
    await tell(sessionId)
    workers.add(sessionId)
    await wire.send('Runtime.runIfWaitingForDebugger', {}, sessionId)
  }

  /** Whatever a test itself runs in the worker stops there too, and goes on at once. */
  async function goOn(sessionId: string, paused: Record<string, unknown>): Promise<void> {
    const [frame] = paused.callFrames as { callFrameId: string }[]
    if (unset.delete(sessionId)) {
      await wire.send(
        'Debugger.evaluateOnCallFrame',
        { callFrameId: frame?.callFrameId, expression: `(${shiftDate})(${shiftMs})` },
        sessionId,
      )
    }
    await wire.send('Debugger.resume', {}, sessionId)
  }

  const tell = (sessionId: string): Promise<unknown> =>
    wire.send('Runtime.evaluate', { expression: `(${shiftDate})(${shiftMs})` }, sessionId)

  const moved: MovedTime = {
    async set(nowMs) {
      shiftMs = nowMs - Date.now()
      await context.addInitScript(shiftDate, shiftMs)
      const frames = context.pages().flatMap((page) => page.frames())
      await Promise.all([
        ...[...workers].map((sessionId) => ifAlive(tell(sessionId))),
        ...frames.map((frame) => ifAlive(frame.evaluate(shiftDate, shiftMs))),
      ])
    },
  }
  await moved.set(epochMs)
  await wire.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'service_worker' }],
  })
  await waitFor('the worker to have this clock', async () => workers.size > 0)
  return moved
}

/** What ends while it is told has no clock that could be wrong. */
async function ifAlive(work: Promise<unknown>): Promise<void> {
  await work.catch(() => null)
}

/** Runs inside the browser: from now on `Date` is ahead of the real one by so many milliseconds. */
function shiftDate(shiftMs: number): void {
  const key = Symbol.for('the real Date')
  const world = globalThis as unknown as { [key]?: DateConstructor; Date: DateConstructor }
  const real = world[key] ?? world.Date
  Object.defineProperty(world, key, { value: real, configurable: true })
  const now = () => real.now() + shiftMs
  world.Date = new Proxy(real, {
    apply: () => new real(now()).toString(),
    construct: (target, given, made) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}
