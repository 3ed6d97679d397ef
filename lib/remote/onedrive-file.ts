import type { Clock } from '../base/clock.ts'
import { limits } from '../base/limits.ts'
import type { Graph } from './graph.ts'
import { readGraphFailure } from './graph-refusal.ts'
import type { Http, HttpOutcome } from './http.ts'
import { parseJson } from './json-body.ts'
import { neutralFile } from './neutral-file.ts'
import { type OneDrivePlace, readOneDriveFileId } from './onedrive-id.ts'
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
  isMine: boolean,
): SharedFile {
  const { graph, http, clock } = parts
  const place = readOneDriveFileId(fileId)
  const badId = { kind: 'rejected', status: 400 } as const

  async function refusalOf(outcome: HttpOutcome, isWrite: boolean): Promise<Refusal | null> {
    if (readGraphFailure(outcome, clock) === null) return null
    const hasWideConsent = await parts.hasWideConsent()
    return readOneDriveRefusal(outcome, { isWrite, isMine, hasWideConsent }, clock)
  }

  async function askItem(
    at: OneDrivePlace,
    signal: AbortSignal,
  ): Promise<{ kind: 'item'; item: FileItem } | Refusal> {
    const outcome = await graph.send({ method: 'GET', path: itemPath(at) }, signal)
    const refusal = await refusalOf(outcome, false)
    if (refusal !== null || outcome.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
    const item = readItem(outcome.bytes)
    if (item === null) return { kind: 'unavailable' }
    return item.deleted === null ? { kind: 'item', item } : { kind: 'gone' }
  }

  return {
    id: `onedrive:${fileId}`,

    async read(knownEtag, signal): Promise<ReadOutcome> {
      if (place === null) return badId
      const asked = await askItem(place, signal)
      if (asked.kind !== 'item') return asked
      const { eTag, size, '@microsoft.graph.downloadUrl': downloadUrl } = asked.item
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
      const outcome = await graph.send(
        {
          method: 'PUT',
          path: `${itemPath(place)}/content`,
          // Documented for upload sessions only, and honoured here.
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
      const refusal = await refusalOf(outcome, true)
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

function readItem(body: Uint8Array): FileItem | null {
  const parsed = driveItemSchema.safeParse(parseJson(body))
  return parsed.success ? parsed.data : null
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300
}
