/** What may go wrong, as probabilities and rates. All zero is a calm world. */
export interface Faults {
  /** False: the provider ignores conditions, the last write wins. */
  hasPrecondition: boolean
  /** True: the provider tells a checksum of every revision, as Drive does. */
  hasChecksums: boolean
  /** Share of reads answered by a replica up to `staleMs` behind. */
  staleReads: number
  staleMs: number
  /** Share of uploads whose bytes arrive cut or with a flipped bit. */
  corruptUploads: number
  /** Share of downloads that are cut on the way. */
  corruptDownloads: number
  /** Share of writes that are committed and whose answer is lost. */
  lostAnswers: number
  /** Share of requests that never arrive. */
  droppedRequests: number
  /** Share of writes that arrive twice. */
  duplicateWrites: number
  /** Share of requests answered 5xx (writes: half of them after the commit). */
  serverErrors: number
  /** Share of requests answered 429 with a Retry-After. */
  throttled: number
  /** Share of conditional writes answered 412 without reason. */
  spuriousConflicts: number
  /** Share of writes refused because another's upload holds the file; OneDrive only. */
  locked: number
  /** Share of commits after which the revision changes once more without its content; OneDrive only. */
  revisionDrifts: number
  /** Share of calls out of the worker at which it dies. */
  deathsPerCall: number
  /** Share of commits refused by a full disk. */
  fullDisk: number
}

/** Nothing goes wrong. */
export const calm: Faults = {
  hasPrecondition: true,
  hasChecksums: false,
  staleReads: 0,
  staleMs: 5_000,
  corruptUploads: 0,
  corruptDownloads: 0,
  lostAnswers: 0,
  droppedRequests: 0,
  duplicateWrites: 0,
  serverErrors: 0,
  throttled: 0,
  spuriousConflicts: 0,
  locked: 0,
  revisionDrifts: 0,
  deathsPerCall: 0,
  fullDisk: 0,
}
