import type { VirtualTime } from './virtual-time.ts'

/** One stored version of a file. */
export interface Revision {
  etag: string
  bytes: Uint8Array
  atMs: number
}

/** One file at the provider. */
export interface ServerFile {
  id: string
  createdMs: number
  createdBy: string
  /** Oldest first; the last one counts. */
  revisions: Revision[]
  isDeleted: boolean
  /** People who may read but not write. */
  readOnlyFor: Set<string>
  /** People whose access was taken away. */
  deniedFor: Set<string>
}

/** Whose behaviour a provider has. */
export type Remote = 'drive' | 'onedrive'

/** The provider: files with revisions, a list of the files attached to the event, and counters. */
export interface SimulatedServer {
  readonly remote: Remote
  files: Map<string, ServerFile>
  create(createdBy: string, bytes: Uint8Array): ServerFile
  /** Commits bytes as the newest revision. */
  commit(file: ServerFile, bytes: Uint8Array): Revision
  newest(file: ServerFile): Revision
  /** Gives the newest bytes another revision, as a change of what is said about a file does in OneDrive. */
  touch(file: ServerFile): void
  /** The revision a read sees that is answered by a replica `staleMs` behind. */
  seenAt(file: ServerFile, staleMs: number): Revision
  /** Files that exist, oldest first: what both people find attached to their event. */
  attached(): ServerFile[]
  counts: { metadata: number; downloads: number; uploads: number; conflicts: number }
}

/** Builds an empty provider. */
export function createServer(time: VirtualTime, remote: Remote = 'drive'): SimulatedServer {
  const files = new Map<string, ServerFile>()
  let serial = 0

  const server: SimulatedServer = {
    remote,
    files,
    counts: { metadata: 0, downloads: 0, uploads: 0, conflicts: 0 },
    create(createdBy, bytes) {
      serial += 1
      const file: ServerFile = {
        id: `file-${serial}`,
        createdMs: time.nowMs(),
        createdBy,
        revisions: [],
        isDeleted: false,
        readOnlyFor: new Set(),
        deniedFor: new Set(),
      }
      files.set(file.id, file)
      server.commit(file, bytes)
      return file
    },
    commit(file, bytes) {
      serial += 1
      const revision = { etag: `"${serial}"`, bytes, atMs: time.nowMs() }
      file.revisions.push(revision)
      return revision
    },
    touch(file) {
      server.commit(file, server.newest(file).bytes)
    },
    newest(file) {
      const revision = file.revisions.at(-1)
      if (revision === undefined) throw new Error('a file without a revision')
      return revision
    },
    seenAt(file, staleMs) {
      const limitMs = time.nowMs() - staleMs
      const seen = file.revisions.findLast((revision) => revision.atMs <= limitMs)
      return seen ?? file.revisions[0] ?? server.newest(file)
    },
    attached: () =>
      [...files.values()]
        .filter((file) => !file.isDeleted)
        .sort((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1)),
  }
  return server
}
