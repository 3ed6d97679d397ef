import type { CDPSession } from 'playwright-core'

/** One event of a Chromium trace; times in µs of one clock for all processes. */
export interface TraceEvent {
  name: string
  cat: string
  /** Phase: `X` is an event with a duration. */
  ph: string
  ts: number
  /** Absent for events without a duration. */
  dur?: number
  /** The part of `dur` in which the thread really ran; absent where the system does not tell. */
  tdur?: number
  pid: number
  tid: number
  args: { data?: { url?: string; frame?: string; [key: string]: unknown }; [key: string]: unknown }
}

/** Categories that tell which script ran when, and what else the main thread did. */
const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8']

/** Records what the browser does during `run`, as the DevTools performance panel would. */
export async function recordTrace(
  session: CDPSession,
  run: () => Promise<void>,
): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]))
  session.on('Tracing.dataCollected', collect)
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: categories },
  })
  try {
    await run()
  } finally {
    const isComplete = new Promise<void>((resolve) =>
      session.once('Tracing.tracingComplete', () => resolve()),
    )
    await session.send('Tracing.end')
    await isComplete
    session.off('Tracing.dataCollected', collect)
  }
  return events
}

/** The id under which a trace names the main frame of the session's page. */
export async function mainFrameId(session: CDPSession): Promise<string> {
  const { frameTree } = await session.send('Page.getFrameTree')
  return frameTree.frame.id
}
