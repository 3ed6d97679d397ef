import { toHex } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import { platformSha256 } from '../base/hash.ts'
import { limits } from '../base/limits.ts'
import { isDriveFileId } from './file-link.ts'
import { readDriveRefusal } from './google-drive-refusal.ts'
import { readRevision, revisionFields, uploadFields } from './google-drive-shapes.ts'
import { driveUrls } from './google-drive-urls.ts'
import type { Http, HttpOutcome } from './http.ts'
import { neutralFile } from './neutral-file.ts'
import type { ReadOutcome, Refusal, SharedFile, WriteOutcome } from './shared-file.ts'

/** Metadata and error bodies are small; anything larger is not an answer to our questions. */
const metadataBytes = 256 * 1024

/** What a Drive file needs from outside. */
export interface DriveParts {
  http: Http
  clock: Clock
}

/**
 * One file on Drive. Revisions are the etags of Drive **v2**: v3 has none, and only the v2 media upload
 * honours `If-Match`. A trashed file counts as gone. An id that cannot be one is `rejected` with 400,
 * without a request. `isMine`: see `FileHome.open`; it is also learned from every read.
 */
export function openDriveFile(parts: DriveParts, fileId: string, isMine: boolean): SharedFile {
  const { http, clock } = parts
  let isOwned = isMine
  const refusalOf = (outcome: HttpOutcome, isWrite: boolean) =>
    readDriveRefusal(outcome, { isWrite, isMine: isOwned }, clock)

  async function askRevision(
    signal: AbortSignal,
  ): Promise<{ kind: 'revision'; etag: string; sizeBytes: number; sha256: string } | Refusal> {
    const url = driveUrls.revision(fileId, revisionFields)
    const outcome = await http.send({ method: 'GET', url, maxBytes: metadataBytes }, signal)
    const refusal = refusalOf(outcome, false)
    if (refusal !== null || outcome.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
    const revision = readRevision(outcome.bytes)
    if (revision === null) return { kind: 'unavailable' }
    isOwned = revision.isMine
    if (revision.isTrashed) return { kind: 'gone' }
    return { kind: 'revision', ...revision }
  }

  function put(bytes: Uint8Array, etag: string | null, signal: AbortSignal): Promise<HttpOutcome> {
    return http.send(
      {
        method: 'PUT',
        url: driveUrls.upload(fileId, uploadFields),
        headers: {
          'Content-Type': neutralFile.mimeType,
          ...(etag !== null && { 'If-Match': etag }),
        },
        body: bytes,
        maxBytes: metadataBytes,
        timeoutMs: 60_000,
      },
      signal,
    )
  }

  /** True when `sha256`, as Drive tells it, is that of the bytes; false where it tells none. */
  async function isChecksumOf(bytes: Uint8Array, sha256: string): Promise<boolean> {
    return sha256 !== '' && sha256 === toHex(await platformSha256(bytes))
  }

  async function judgeWrite(outcome: HttpOutcome, sent: Uint8Array): Promise<WriteOutcome> {
    if (outcome.kind === 'lost' || outcome.kind === 'too-large') {
      // The head of a success arrived: it was written, only the new revision is not known.
      return isSuccess(outcome.status) ? { kind: 'written', etag: null } : { kind: 'unknown' }
    }
    if (outcome.kind === 'answer') {
      const { status } = outcome
      if (status === 412 || status === 409) return { kind: 'conflict' }
      if (status === 408 || status >= 500) return { kind: 'unknown' }
      if (isSuccess(status)) {
        const revision = readRevision(outcome.bytes)
        if (revision === null) return { kind: 'written', etag: null }
        const isVerified = await isChecksumOf(sent, revision.sha256)
        return { kind: 'written', etag: revision.etag, isVerified }
      }
    }
    return refusalOf(outcome, true) ?? { kind: 'unknown' }
  }

  return {
    id: `google:${fileId}`,

    async read(knownEtag, signal): Promise<ReadOutcome> {
      if (!isDriveFileId(fileId)) return { kind: 'rejected', status: 400 }
      const revision = await askRevision(signal)
      if (revision.kind !== 'revision') return revision
      if (revision.etag === knownEtag) return { kind: 'unchanged' }
      if (revision.sizeBytes > limits.fileSizeBytes) return { kind: 'too-large' }
      const outcome = await http.send(
        { method: 'GET', url: driveUrls.content(fileId), timeoutMs: 60_000 },
        signal,
      )
      const refusal = refusalOf(outcome, false)
      if (refusal !== null || outcome.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
      // Two requests: the second may be answered by a replica that still has older bytes.
      const isVerified = await isChecksumOf(outcome.bytes, revision.sha256)
      return { kind: 'content', bytes: outcome.bytes, etag: revision.etag, isVerified }
    },

    async write(bytes, etag, signal): Promise<WriteOutcome> {
      if (!isDriveFileId(fileId)) return { kind: 'rejected', status: 400 }
      if (bytes.length > limits.fileSizeBytes) return { kind: 'too-large' }
      const first = await put(bytes, etag, signal)
      if (etag === null || first.kind !== 'answer' || first.status !== 500) {
        return judgeWrite(first, bytes)
      }
      // Drive is said to answer 500 to an `If-Match` it cannot read. Only when the revision is provably
      // still ours is the write repeated without the condition; the caller then has to read back.
      const fresh = await askRevision(signal)
      if (fresh.kind !== 'revision') return { kind: 'unknown' }
      if (fresh.etag !== etag) return { kind: 'conflict' }
      const second = await judgeWrite(await put(bytes, null, signal), bytes)
      return second.kind === 'written' ? { kind: 'written', etag: null } : second
    },
  }
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300
}
