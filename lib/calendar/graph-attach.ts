import type { Event, FileAttachment } from '@microsoft/microsoft-graph-types'
import { toBase64 } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { Graph } from '../remote/graph.ts'
import { type GraphFailure, readGraphFailure } from '../remote/graph-refusal.ts'
import type { NamedFile } from '../remote/named-file.ts'
import type { Refusal } from '../remote/shared-file.ts'
import type { CalendarApi } from './calendar-api.ts'
import type { GraphEvent } from './graph-event-shape.ts'
import { eventPath, readPointers } from './graph-pointers.ts'
import { pointerFile, writePointer } from './pointer-file.ts'

/**
 * A named property of the organizer's copy; it never leaves the mailbox. Its value is the id of the file whose
 * pointer was sent to the guests. One fixed name: a mailbox has room for a limited number of names.
 * https://learn.microsoft.com/graph/api/resources/extended-properties-overview
 */
export const sentProperty = 'String {6c1a7f0e-3f55-4f1d-9d58-0b7c2f3f9a41} Name FileSent'

/** Adding, sending, and some room for others' changes in between. */
const stepLimit = 6

/** Outlook documents no number; so many files on an event are a sign of something else. */
const attachmentLimit = 100

const fullCodes = ['ErrorQuotaExceeded', 'ErrorMessageSizeExceeded']

type Step = 'add' | 'send'
type AttachOutcome = Awaited<ReturnType<CalendarApi['attach']>>

/** What attaching needs. */
export interface GraphAttachParts {
  graph: Graph
  clock: Clock
  /** Reads the series master, or the single event, afresh. */
  readTarget: (signal: AbortSignal) => Promise<{ kind: 'found'; event: GraphEvent } | Refusal>
}

/**
 * Puts a pointer to a file on an event and sends it to the guests. An attachment reaches them only with an
 * update of the event, and nothing makes the two one step: so each turn reads what is there and does the one
 * thing that is missing. The update gives the subject its own value again, together with the mark that says
 * that this file was sent: a worker that died after adding goes on with sending, and nothing is sent twice.
 * https://learn.microsoft.com/graph/api/event-post-attachments
 */
export async function attachToOutlookEvent(
  parts: GraphAttachParts,
  file: NamedFile,
  signal: AbortSignal,
): Promise<AttachOutcome> {
  /** The last step and its refusal, where nobody can tell whether it was done. */
  const doubts = new Map<Step, Refusal>()
  for (let turn = 0; turn < stepLimit; turn++) {
    const target = await parts.readTarget(signal)
    if (target.kind !== 'found') return target
    const { event } = target
    const pointers = await readPointers(parts, event.id, signal)
    if (pointers.kind === 'failed') return judgeFailure(pointers.failure)
    const isAdded = pointers.files.some((one) => one.fileId === file.fileId)
    const isSent = isAdded && sentFileOf(event) === file.fileId
    // What a guest sees came with the organizer's update; what a guest adds reaches nobody.
    if (!event.isOrganizer) return { kind: isAdded ? 'attached' : 'not-organizer' }
    if (isSent) return { kind: 'attached' }
    if (!isAdded && pointers.attachmentCount >= attachmentLimit) return { kind: 'full' }
    const step: Step = isAdded ? 'send' : 'add'
    const doubted = doubts.get(step)
    if (doubted !== undefined) return doubted
    const failure = isAdded
      ? await send(parts, event, file, signal)
      : await add(parts, event, file, signal)
    doubts.clear()
    if (failure === null || failure.status === 412) continue
    if (isDefinite(failure)) return judgeFailure(failure)
    doubts.set(step, failure.refusal)
  }
  return { kind: 'unavailable' }
}

/** The id of the file that was sent last; null on a copy that never sent one. */
export function sentFileOf(event: GraphEvent): string | null {
  const found = event.singleValueExtendedProperties.find((one) => one.id === sentProperty)
  return found?.value ?? null
}

async function add(
  { graph, clock }: GraphAttachParts,
  event: GraphEvent,
  file: NamedFile,
  signal: AbortSignal,
): Promise<GraphFailure | null> {
  const json: FileAttachment & { '@odata.type': string } = {
    '@odata.type': '#microsoft.graph.fileAttachment',
    name: pointerFile.name,
    contentType: pointerFile.mimeType,
    contentBytes: toBase64(writePointer(file)),
  }
  const path = `${eventPath(event.id)}/attachments`
  return readGraphFailure(await graph.send({ method: 'POST', path, json }, signal), clock)
}

async function send(
  { graph, clock }: GraphAttachParts,
  event: GraphEvent,
  file: NamedFile,
  signal: AbortSignal,
): Promise<GraphFailure | null> {
  const json: Event = {
    subject: event.subject,
    singleValueExtendedProperties: [{ id: sentProperty, value: file.fileId }],
  }
  const etag = event['@odata.etag']
  // Under a condition: the subject must not undo a rename.
  const headers = etag === '' ? {} : { 'If-Match': etag }
  const call = { method: 'PATCH', path: eventPath(event.id), headers, json } as const
  return readGraphFailure(await graph.send(call, signal), clock)
}

/** A refusal with a status is an answer; a lost one and a 5xx leave open whether it was done. */
function isDefinite({ status, refusal }: GraphFailure): boolean {
  if (refusal.kind === 'storage-full') return true
  return status !== null && status !== 408 && status < 500
}

function judgeFailure({ refusal, status, codes }: GraphFailure): AttachOutcome {
  if (refusal.kind === 'storage-full' || codes.some((one) => fullCodes.includes(one))) {
    return { kind: 'full' }
  }
  if (refusal.kind !== 'rejected') return refusal
  if (status === 404 || status === 410) return { kind: 'gone' }
  return refusal
}
