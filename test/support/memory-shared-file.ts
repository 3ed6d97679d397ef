import { limits } from '../../lib/base/limits.ts'
import type {
  ReadOutcome,
  Refusal,
  SharedFile,
  WriteOutcome,
} from '../../lib/remote/shared-file.ts'

/** A file in memory that several accounts open. */
export interface MemoryFile {
  /** The file as one account reaches it; the owner can always read and write. */
  as(account: 'owner' | 'writer' | 'reader' | 'stranger'): SharedFile
  bytes(): Uint8Array
  /** Puts bytes there as somebody else would. */
  put(bytes: Uint8Array): void
  remove(): void
  /** The next calls are answered so instead; `after` lets a write be committed all the same. */
  answerNextRead(...outcomes: ReadOutcome[]): void
  answerNextWrite(outcome: WriteOutcome, isCommitted?: boolean): void
  /** Damages what the next write brings. */
  damageNextWrite(change: (bytes: Uint8Array) => Uint8Array): void
  /** True makes it a provider that tells a checksum of every revision. */
  setChecksums(isKept: boolean): void
  /** False makes it a provider that ignores conditions. */
  setPrecondition(isHonoured: boolean): void
  /** Changes what an account may do. */
  setRight(account: 'writer' | 'reader' | 'stranger', right: 'write' | 'read' | 'none'): void
  /** Called inside each call, at the moment the provider acts. */
  onCall(listener: (kind: 'read' | 'write') => void): void
  /** Calls so far, oldest first. */
  calls: ('read' | 'unchanged' | 'write')[]
}

/** Makes a file with `bytes` in it. */
export function createMemoryFile(id: string, bytes: Uint8Array): MemoryFile {
  let content = bytes
  let revision = 1
  let isGone = false
  let isConditional = true
  let hasChecksums = false
  let damage: ((bytes: Uint8Array) => Uint8Array) | null = null
  let reads: ReadOutcome[] = []
  let nextWrite: { outcome: WriteOutcome; isCommitted: boolean } | null = null
  let listener: (kind: 'read' | 'write') => void = () => undefined
  const rights: Record<string, 'write' | 'read' | 'none'> = {
    owner: 'write',
    writer: 'write',
    reader: 'read',
    stranger: 'none',
  }

  const commit = (arriving: Uint8Array): string => {
    content = damage === null ? arriving.slice() : damage(arriving)
    damage = null
    revision += 1
    return `"${revision}"`
  }
  const refuse = (account: string): Refusal | null => {
    if (rights[account] === 'none') return { kind: 'needs-pick' }
    return isGone ? { kind: 'gone' } : null
  }

  const file: MemoryFile = {
    calls: [],
    bytes: () => content,
    put: (arriving) => {
      commit(arriving)
    },
    remove: () => {
      isGone = true
    },
    answerNextRead: (...outcomes) => {
      reads = outcomes
    },
    answerNextWrite: (outcome, isCommitted = false) => {
      nextWrite = { outcome, isCommitted }
    },
    damageNextWrite: (change) => {
      damage = change
    },
    setChecksums: (isKept) => {
      hasChecksums = isKept
    },
    setPrecondition: (isHonoured) => {
      isConditional = isHonoured
    },
    setRight: (account, right) => {
      rights[account] = right
    },
    onCall: (called) => {
      listener = called
    },
    as: (account) => ({
      id: `memory:${id}`,
      async read(knownEtag, signal) {
        if (signal.aborted) return { kind: 'offline' }
        listener('read')
        const forced = reads.shift()
        file.calls.push('read')
        if (forced !== undefined) return forced
        const refusal = refuse(account)
        if (refusal !== null) return refusal
        const etag = `"${revision}"`
        if (etag === knownEtag) {
          file.calls[file.calls.length - 1] = 'unchanged'
          return { kind: 'unchanged' }
        }
        if (content.length > limits.fileSizeBytes) return { kind: 'too-large' }
        return { kind: 'content', bytes: content.slice(), etag, isVerified: hasChecksums }
      },
      async write(arriving, etag, signal) {
        if (signal.aborted) return { kind: 'offline' }
        listener('write')
        file.calls.push('write')
        if (arriving.length > limits.fileSizeBytes) return { kind: 'too-large' }
        const forced = nextWrite
        nextWrite = null
        if (forced !== null) {
          if (forced.isCommitted) commit(arriving)
          return forced.outcome
        }
        const refusal = refuse(account)
        if (refusal !== null) return refusal
        if (rights[account] === 'read') return { kind: 'read-only' }
        if (isConditional && etag !== null && etag !== `"${revision}"`) return { kind: 'conflict' }
        const isWhole = damage === null
        return { kind: 'written', etag: commit(arriving), isVerified: hasChecksums && isWhole }
      },
    }),
  }
  return file
}
