import type { TraceEvent } from './trace.ts'

/** A trace event that took time. */
export interface TimedEvent extends TraceEvent {
  dur: number
  /** Time the thread really ran, in µs: what other programs take from a busy machine is nobody's cost here. */
  tdur: number
}

/** Names under which Chromium traces a call from the browser into a script. */
const callNames = new Set(['EvaluateScript', 'FunctionCall'])

/** Names that only the thread of a frame traces with the frame's id. */
const frameNames = new Set([...callNames, 'FireAnimationFrame'])

/** The events with a duration on the main thread of a frame (its id in CDP), in order. */
export function mainThreadEvents(events: readonly TraceEvent[], frameId: string): TimedEvent[] {
  const ofFrame = events.find(
    (event) => frameNames.has(event.name) && event.args.data?.frame === frameId,
  )
  if (ofFrame === undefined) throw new Error('Nothing of the frame is in the trace')
  return events
    .filter((event) => event.ph === 'X' && event.pid === ofFrame.pid && event.tid === ofFrame.tid)
    .map((event) => ({ ...event, dur: event.dur ?? 0, tdur: event.tdur ?? event.dur ?? 0 }))
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
}

/** Calls into scripts whose address `isOurs`, without those that happened inside another such call. */
export function outermostCalls(
  events: readonly TimedEvent[],
  isOurs: (url: string) => boolean,
): TimedEvent[] {
  const calls: TimedEvent[] = []
  let endTs = Number.NEGATIVE_INFINITY
  for (const event of events) {
    const url = event.args.data?.url
    if (!callNames.has(event.name) || url === undefined || !isOurs(url) || event.ts < endTs)
      continue
    calls.push(event)
    endTs = event.ts + event.dur
  }
  return calls
}

/** Sum of the time the thread ran, in ms. */
export function totalMs(events: readonly TimedEvent[]): number {
  return events.reduce((sum, event) => sum + event.tdur, 0) / 1000
}

/** The tasks of the main thread, the longest unit that keeps a page from answering. */
export function tasksOf(events: readonly TimedEvent[]): TimedEvent[] {
  return outermost(events.filter((event) => /RunTask$/.test(event.name)))
}

/** Tasks of more than 50 ms that would not have been so long without `calls`. */
export function longTasksCausedBy(
  calls: readonly TimedEvent[],
  tasks: readonly TimedEvent[],
): TimedEvent[] {
  const limit = 50_000
  return tasks.filter((task) => {
    const inside = calls.filter(
      (call) => call.ts >= task.ts && call.ts + call.dur <= task.ts + task.dur,
    )
    return task.tdur > limit && task.tdur - totalMs(inside) * 1000 <= limit
  })
}

function outermost(events: readonly TimedEvent[]): TimedEvent[] {
  const found: TimedEvent[] = []
  let endTs = Number.NEGATIVE_INFINITY
  for (const event of events) {
    if (event.ts < endTs) continue
    found.push(event)
    endTs = event.ts + event.dur
  }
  return found
}
