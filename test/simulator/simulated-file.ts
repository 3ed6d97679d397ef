import { equalBytes } from '../../lib/base/bytes.ts'
import type {
  ReadOutcome,
  Refusal,
  SharedFile,
  WriteOutcome,
} from '../../lib/remote/shared-file.ts'
import type { Life } from './life.ts'
import { type Connection, openLine } from './provider-line.ts'
import type { Stream } from './seeded-streams.ts'
import type { Revision, ServerFile, SimulatedServer } from './simulated-server.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * A file as one life of one device's worker reaches it. A read asks for the revision and then, if it is
 * another, for the bytes, as Drive v2 does; each answer shows the file at 20–90 % of its time under way. A
 * write is committed at 20–95 %, also when its sender has died by then.
 */
export function openSimulatedFile(
  time: VirtualTime,
  server: SimulatedServer,
  connection: Connection,
  life: Life,
  file: ServerFile,
): SharedFile {
  const { random, person } = connection

  const send = openLine(time, connection, life)

  function refuse(): Refusal | null {
    const { throttled } = connection.faults()
    if (!connection.isSignedIn()) return { kind: 'unauthorized' }
    if (random.chance(throttled)) {
      return { kind: 'throttled', retryAfterMs: random.integer(1, 30) * 1_000 }
    }
    if (file.deniedFor.has(person)) return { kind: 'needs-pick' }
    return file.isDeleted ? { kind: 'gone' } : null
  }

  const see = (): Revision => {
    const faults = connection.faults()
    const isStale = random.chance(faults.staleReads)
    return server.seenAt(file, isStale ? random.between(0, faults.staleMs) : 0)
  }

  async function ask(): Promise<Revision | Refusal> {
    const answer = await send(random.between(100, 800), random.between(0.2, 0.9), () => {
      server.counts.metadata++
      if (random.chance(connection.faults().serverErrors)) return { kind: 'unavailable' } as const
      return refuse() ?? see()
    })
    if (answer === 'lost') return { kind: 'unavailable' }
    return answer === 'offline' ? { kind: 'offline' } : answer
  }

  return {
    id: `simulated:${file.id}`,
    async read(knownEtag, signal): Promise<ReadOutcome> {
      if (signal.aborted) return { kind: 'offline' }
      const first = await ask()
      if ('kind' in first) return first
      if (first.etag === knownEtag) return { kind: 'unchanged' }
      if (signal.aborted) return { kind: 'offline' }
      const second = await send(random.between(100, 800), random.between(0.2, 0.9), () => {
        server.counts.downloads++
        return refuse() ?? see()
      })
      if (second === 'lost') return { kind: 'unavailable' }
      if (second === 'offline') return { kind: 'offline' }
      if ('kind' in second) return second
      const faults = connection.faults()
      const bytes = random.chance(faults.corruptDownloads)
        ? damage(second.bytes, random)
        : second.bytes
      const isVerified = faults.hasChecksums && equalBytes(bytes, first.bytes)
      return { kind: 'content', bytes, etag: first.etag, isVerified }
    },
    async write(bytes, etag, signal): Promise<WriteOutcome> {
      if (signal.aborted) return { kind: 'offline' }
      const faults = connection.faults()
      const isCorrupt = random.chance(faults.corruptUploads)
      const arriving = isCorrupt ? damage(bytes, random) : bytes
      const commit = (): WriteOutcome => {
        const isConditional = faults.hasPrecondition && etag !== null
        if (isConditional && server.newest(file).etag !== etag) {
          server.counts.conflicts++
          return { kind: 'conflict' }
        }
        const { etag: written } = server.commit(file, arriving)
        return { kind: 'written', etag: written, isVerified: faults.hasChecksums && !isCorrupt }
      }
      const lengthMs = random.between(200, 2_000)
      const isTwice = random.chance(faults.duplicateWrites)
      const isAnswerLost = random.chance(faults.lostAnswers)
      const isSpurious = etag !== null && random.chance(faults.spuriousConflicts)
      const answer = await send(lengthMs, random.between(0.2, 0.95), (): WriteOutcome => {
        server.counts.uploads++
        const refusal = refuse()
        if (refusal !== null) return refusal
        if (file.readOnlyFor.has(person)) return { kind: 'read-only' }
        if (isSpurious) return { kind: 'conflict' }
        if (random.chance(faults.serverErrors)) {
          if (random.chance(0.5)) commit()
          return { kind: 'unknown' }
        }
        const outcome = commit()
        if (isTwice) time.after(random.between(10, 3_000), commit)
        return isAnswerLost ? { kind: 'unknown' } : outcome
      })
      if (answer === 'lost') return { kind: 'unknown' }
      return answer === 'offline' ? { kind: 'offline' } : answer
    },
  }
}

/** Cuts the end off, or flips one bit. */
export function damage(bytes: Uint8Array, random: Stream): Uint8Array {
  if (bytes.length === 0) return bytes
  if (random.chance(0.5)) return bytes.slice(0, random.integer(0, bytes.length - 1))
  const changed = bytes.slice()
  const at = random.integer(0, changed.length - 1)
  changed[at] = (changed[at] ?? 0) ^ (1 << random.integer(0, 7))
  return changed
}
