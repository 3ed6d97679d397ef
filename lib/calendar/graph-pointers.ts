import type { Clock } from '../base/clock.ts'
import type { Graph } from '../remote/graph.ts'
import { type GraphFailure, readGraphFailure } from '../remote/graph-refusal.ts'
import type { NamedFile } from '../remote/named-file.ts'
import { type GraphAttachment, graphAttachmentSchema } from './graph-event-shape.ts'
import { pointerBytes, pointerFile, readPointer } from './pointer-file.ts'

/** What attachments count beyond their bytes. */
const overheadBytes = 2000

/** More pointers than a pair can need; the rest is not read. */
const pointerLimit = 5

/** What the attachments of one event came to. */
export type PointersAnswer =
  | { kind: 'read'; files: NamedFile[]; attachmentCount: number }
  | { kind: 'failed'; failure: GraphFailure }

/** Path of an event. The id must be as Graph takes it, and have passed `isExchangeId`. */
export function eventPath(graphId: string): string {
  return `/me/events/${encodeURIComponent(graphId)}`
}

/** The files that pointers on an event name. Only what looks like a pointer is read. */
export async function readPointers(
  parts: { graph: Graph; clock: Clock },
  graphId: string,
  signal: AbortSignal,
): Promise<PointersAnswer> {
  const path = `${eventPath(graphId)}/attachments`
  const query = { $select: 'id,name,contentType,size', $top: '100' }
  const listed = await parts.graph.list(
    { method: 'GET', path, query },
    graphAttachmentSchema,
    signal,
  )
  if (listed.kind === 'failed') return listed
  const files: NamedFile[] = []
  for (const { id } of listed.value.filter(isPointer).slice(0, pointerLimit)) {
    const value = { method: 'GET', path: `${path}/${encodeURIComponent(id)}/$value` } as const
    const outcome = await parts.graph.send(value, signal)
    const failure = readGraphFailure(outcome, parts.clock)
    // Taken away a moment ago.
    if (failure?.status === 404) continue
    if (failure !== null) return { kind: 'failed', failure }
    const file = outcome.kind === 'answer' ? readPointer(outcome.bytes) : null
    if (file !== null) files.push(file)
  }
  return { kind: 'read', files, attachmentCount: listed.value.length }
}

function isPointer({ name, size }: GraphAttachment): boolean {
  return name === pointerFile.name && size <= pointerBytes + overheadBytes
}
