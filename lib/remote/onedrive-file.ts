import type { Clock } from '../base/clock.ts'
import { limits } from '../base/limits.ts'
import type { Graph, GraphCall } from './graph.ts'
import { readGraphFailure } from './graph-refusal.ts'
import type { Http, HttpOutcome } from './http.ts'
import { parseJson } from './json-body.ts'
import { neutralFile } from './neutral-file.ts'
import {
  type OneDrivePlace,
  parseOneDriveLink,
  readOneDriveFileId,
  toShareId,
} from './onedrive-id.ts'
import { readOneDriveRefusal } from './onedrive-refusal.ts'
import { driveItemSchema, type FileItem } from './onedrive-shapes.ts'
import type { ReadOutcome, Refusal, SharedFile, WriteOutcome } from './shared-file.ts'

const writeTimeoutMs = 60_000

/** What a file in OneDrive needs from outside. */
export interface OneDriveFileParts {
  graph: Graph
  http: Pick<Http, 'download'>
  clock: Clock
  /** Whether the account consented to files that others share with it (`hasAccess`, `partner-files`). */
  hasWideConsent: () => Promise<boolean>
}

/**
 * One file in OneDrive. Revisions are eTags: they change with the content and with what is said about the
 * file, so a write may be refused though nobody wrote; the caller reads, merges and tries again. There is no
 * checksum to verify bytes with. An id that cannot be one is `rejected` with 400, without a request.
 */
export function openOneDriveFile(
  parts: OneDriveFileParts,
  fileId: string,
  known: { isMine: boolean; url: string | null },
): SharedFile {
  const { graph, http, clock } = parts
  const { isMine } = known
  const place = readOneDriveFileId(fileId)
  const link = known.url === null ? null : parseOneDriveLink(known.url)
  const badId = { kind: 'rejected', status: 400 } as const
  /** The road that led to the file last. */
  let isByLink = false

  /**
   * Sends a call to the file. Where the consent covers own files only, an organisation may still let a
   * person in by the file's address (`/shares`): https://learn.microsoft.com/answers/questions/2247921
   */
  async function send(
    at: OneDrivePlace,
    action: string,
    call: Omit<GraphCall, 'path'>,
    signal: AbortSignal,
  ): Promise<{ outcome: HttpOutcome; refusal: Refusal | null }> {
    const byId = itemPath(at)
    const byLink = link === null ? null : sharePath(link)
    const roads = isByLink && byLink !== null ? [byLink] : [byId, byLink]
    let tried: { outcome: HttpOutcome; refusal: Refusal | null } | null = null
    for (const road of roads) {
      if (road === null || (tried !== null && tried.refusal?.kind !== 'needs-consent')) break
      const outcome = await graph.send({ ...call, path: `${road}${action}` }, signal)
      tried = { outcome, refusal: await refusalOf(outcome, call.method === 'PUT') }
      if (road === byLink && tried.refusal === null) isByLink = true
    }
    return (
      tried ?? { outcome: { kind: 'not-sent', why: 'server' }, refusal: { kind: 'unavailable' } }
    )
  }

  async function refusalOf(outcome: HttpOutcome, isWrite: boolean): Promise<Refusal | null> {
    if (readGraphFailure(outcome, clock) === null) return null
    const hasWideConsent = await parts.hasWideConsent()
    return readOneDriveRefusal(outcome, { isWrite, isMine, hasWideConsent }, clock)
  }

  return {
    id: `onedrive:${fileId}`,

    async read(knownEtag, signal): Promise<ReadOutcome> {
      if (place === null) return badId
      const { outcome: asked, refusal } = await send(place, '', { method: 'GET' }, signal)
      if (refusal !== null || asked.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
      const item = readItem(asked.bytes)
      if (item === null) return { kind: 'unavailable' }
      if (item.deleted !== null) return { kind: 'gone' }
      const { eTag, size, '@microsoft.graph.downloadUrl': downloadUrl } = item
      if (eTag === knownEtag) return { kind: 'unchanged' }
      if (size > limits.fileSizeBytes) return { kind: 'too-large' }
      if (size === 0) return { kind: 'content', bytes: new Uint8Array(0), etag: eTag }
      if (downloadUrl === null) return { kind: 'unavailable' }
      const outcome = await http.download(downloadUrl, signal)
      const failure = readGraphFailure(outcome, clock)
      if (failure === null && outcome.kind === 'answer') {
        return { kind: 'content', bytes: outcome.bytes, etag: eTag }
      }
      // The address was good for minutes only, and says nothing about the file: the next read gets another.
      return failure === null || failure.refusal.kind === 'rejected'
        ? { kind: 'unavailable' }
        : failure.refusal
    },

    async write(bytes, etag, signal): Promise<WriteOutcome> {
      if (place === null) return badId
      if (bytes.length > limits.fileSizeBytes) return { kind: 'too-large' }
      const { outcome, refusal } = await send(
        place,
        '/content',
        {
          method: 'PUT',
          // Documented for upload sessions only, and reported to be honoured here. Where it is not, the last
          // write wins, and each side puts back what it misses at its next read (SPEC.md).
          // https://github.com/keeweb/keeweb/blob/develop/app/scripts/storage/impl/storage-onedrive.js
          headers: etag === null ? {} : { 'If-Match': etag },
          content: { bytes, type: neutralFile.mimeType },
          timeoutMs: writeTimeoutMs,
        },
        signal,
      )
      if (outcome.kind === 'lost' || outcome.kind === 'too-large') {
        // The head of a success arrived: it was written, only the new revision is not known.
        return isSuccess(outcome.status) ? { kind: 'written', etag: null } : { kind: 'unknown' }
      }
      if (outcome.kind !== 'answer') return refusal ?? { kind: 'unknown' }
      const { status } = outcome
      if (status === 409 || status === 412) return { kind: 'conflict' }
      if (refusal === null) {
        return { kind: 'written', etag: readItem(outcome.bytes)?.eTag ?? null }
      }
      // Nothing is written to a file that is locked; any other failure may have come after the commit.
      const isUnknown = refusal.kind === 'unavailable' && status !== 423
      return isUnknown ? { kind: 'unknown' } : refusal
    },
  }
}

/** Path of an item in any drive. The ids must have come through `readOneDriveFileId`, or from Graph. */
export function itemPath({ driveId, itemId }: OneDrivePlace): string {
  return `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}`
}

/** Path of the item behind a link of `parseOneDriveLink`. */
export function sharePath(link: string): string {
  return `/shares/${toShareId(link)}/driveItem`
}

function readItem(body: Uint8Array): FileItem | null {
  const parsed = driveItemSchema.safeParse(parseJson(body))
  return parsed.success ? parsed.data : null
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300
}
