/**
 * One file that two people share, at some provider. Every expected outcome is a value; a thrown error is a
 * bug. Revisions (`etag`) are opaque: compare them for equality only.
 */
export interface SharedFile {
  /** Provider and id, for logs and keys; holds no content. */
  readonly id: string
  /**
   * The file's bytes with the revision they belong to (the etag is fetched before the bytes: an old etag
   * only costs a conflict). `knownEtag` saves the download when nothing changed.
   */
  read(knownEtag: string | null, signal: AbortSignal): Promise<ReadOutcome>
  /**
   * Replaces the bytes if the file still has revision `etag`. A null etag writes without a condition
   * (providers that refuse ours); the caller must then read back.
   */
  write(bytes: Uint8Array, etag: string | null, signal: AbortSignal): Promise<WriteOutcome>
}

/** What reading came to. */
export type ReadOutcome =
  /**
   * `isVerified`: the checksum the provider keeps for revision `etag` is that of `bytes`. Absent or false
   * where it keeps none or it differs: a provider that lags may pair a new revision with old bytes.
   */
  | { kind: 'content'; bytes: Uint8Array; etag: string; isVerified?: boolean }
  | { kind: 'unchanged' }
  | Refusal

/**
 * What writing came to. `unknown`: the answer was lost or a 5xx came; the write may have landed, only a
 * read can tell.
 */
export type WriteOutcome =
  /** `isVerified`: by the provider's own checksum, revision `etag` holds exactly the bytes that were sent. */
  | { kind: 'written'; etag: string | null; isVerified?: boolean }
  | { kind: 'conflict' }
  | { kind: 'unknown' }
  | Refusal

/** The ways a provider can say no, for reading and writing alike. */
export type Refusal =
  | { kind: 'offline' }
  /** Token gone and not renewable without the person. */
  | { kind: 'unauthorized' }
  /** This account's token may not open the file until the person picks it, or the file is not shared. */
  | { kind: 'needs-pick' }
  /** Another's file that is not shared with this account, or not any more; nothing to pick. */
  | { kind: 'out-of-reach' }
  /**
   * What this account consented to does not reach so far: own files only, and the file is another's (OneDrive
   * of an organisation without `Files.ReadWrite.All`), or no calendar; usually an administrator's to grant.
   */
  | { kind: 'needs-consent' }
  /** The drive that holds the file has no room left; nothing was written. */
  | { kind: 'storage-full' }
  /** The file is readable, this account may not write it. */
  | { kind: 'read-only' }
  /** The file is gone for good (410, or 404 of a file this account owned). */
  | { kind: 'gone' }
  /** Larger than `limits.fileSizeBytes`; nothing was read. */
  | { kind: 'too-large' }
  /** Come back after `retryAfterMs`; null when the provider did not say. */
  | { kind: 'throttled'; retryAfterMs: number | null }
  /** A permanent refusal with its HTTP status; retrying will not help. */
  | { kind: 'rejected'; status: number }
  /** A temporary failure of the provider while reading (5xx, truncated answer). */
  | { kind: 'unavailable' }
