import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { createGraph } from '../../lib/remote/graph.ts'
import type { Http, HttpOutcome, HttpRequest } from '../../lib/remote/http.ts'
import { openOneDriveFile } from '../../lib/remote/onedrive-file.ts'
import { toOneDriveFileId } from '../../lib/remote/onedrive-id.ts'
import type { SharedFile } from '../../lib/remote/shared-file.ts'
import type { Life } from './life.ts'
import { type Connection, openLine } from './provider-line.ts'
import { damage } from './simulated-file.ts'
import type { Revision, ServerFile, SimulatedServer } from './simulated-server.ts'
import type { VirtualTime } from './virtual-time.ts'

const driveId = '0123456789abcdef'
const downloadUrl = 'https://download.simulated.example/content'

/**
 * A file in OneDrive as one life of one device's worker reaches it: the product's own adapter over a Graph
 * that answers in virtual time. A read asks for the item and then, at the address it names, for the bytes;
 * writes are refused with 409, 412 and 423 also without a reason, and a revision may change on its own.
 */
export function openSimulatedOneDrive(
  time: VirtualTime,
  server: SimulatedServer,
  connection: Connection,
  life: Life,
  file: ServerFile,
): SharedFile {
  const { random, person } = connection
  const isMine = file.createdBy === person
  const send = openLine(time, connection, life)

  const see = (): Revision => {
    const faults = connection.faults()
    const isStale = random.chance(faults.staleReads)
    return server.seenAt(file, isStale ? random.between(0, faults.staleMs) : 0)
  }

  /** What stands between anybody and the file; null when nothing does. */
  function refuse(): HttpOutcome | null {
    if (random.chance(connection.faults().throttled)) {
      return answer(429, {}, { 'retry-after': String(random.integer(1, 30)) })
    }
    if (file.isDeleted) return answer(404)
    // An owner cannot be shut out of the file, only out of everything.
    return file.deniedFor.has(person) ? answer(isMine ? 403 : 404) : null
  }

  function describe({ etag, bytes }: Revision): HttpOutcome {
    return answer(200, {
      id: file.id,
      eTag: etag,
      size: bytes.length,
      parentReference: { driveId },
      '@microsoft.graph.downloadUrl': downloadUrl,
    })
  }

  async function get(act: () => HttpOutcome): Promise<HttpOutcome> {
    const came = await send(random.between(100, 800), random.between(0.2, 0.9), act)
    return came === 'lost' || came === 'offline' ? missing(came) : came
  }

  async function put(request: HttpRequest): Promise<HttpOutcome> {
    const faults = connection.faults()
    const sent = request.body instanceof Uint8Array ? request.body : new Uint8Array(0)
    const arriving = random.chance(faults.corruptUploads) ? damage(sent, random) : sent
    const etag = request.headers?.['If-Match'] ?? null
    const conflict = () => answer(random.chance(0.5) ? 409 : 412)
    const commit = (): HttpOutcome => {
      if (faults.hasPrecondition && etag !== null && server.newest(file).etag !== etag) {
        server.counts.conflicts++
        return conflict()
      }
      const revision = server.commit(file, arriving)
      if (random.chance(faults.revisionDrifts)) {
        time.after(random.between(20, 4_000), () => server.touch(file))
      }
      return describe(revision)
    }
    const isTwice = random.chance(faults.duplicateWrites)
    const isAnswerLost = random.chance(faults.lostAnswers)
    const isSpurious = etag !== null && random.chance(faults.spuriousConflicts)
    const isLocked = random.chance(faults.locked)
    const came = await send(random.between(200, 2_000), random.between(0.2, 0.95), () => {
      server.counts.uploads++
      const refused = refuse()
      if (refused !== null) return refused
      if (file.readOnlyFor.has(person)) return answer(403)
      if (isLocked) return answer(423, {}, random.chance(0.5) ? { 'retry-after': '2' } : {})
      if (isSpurious) return conflict()
      if (random.chance(faults.serverErrors)) {
        if (random.chance(0.5)) commit()
        return answer(random.chance(0.5) ? 500 : 503)
      }
      const outcome = commit()
      if (isTwice) time.after(random.between(10, 3_000), commit)
      return isAnswerLost ? lose(outcome) : outcome
    })
    return came === 'lost' || came === 'offline' ? missing(came) : came
  }

  /** The answer breaks off before or after its head. */
  function lose(outcome: HttpOutcome): HttpOutcome {
    const isHeadThere = outcome.kind === 'answer' && random.chance(0.5)
    return { kind: 'lost', why: 'timeout', status: isHeadThere ? outcome.status : null }
  }

  const http: Http = {
    async send(request, signal) {
      if (signal.aborted) return { kind: 'not-sent', why: 'aborted' }
      if (!connection.isSignedIn()) return { kind: 'unauthorized' }
      if (request.method === 'PUT') return put(request)
      return get(() => {
        server.counts.metadata++
        if (random.chance(connection.faults().serverErrors)) return answer(503)
        return refuse() ?? describe(see())
      })
    },
    async download(_url, signal) {
      if (signal.aborted) return { kind: 'not-sent', why: 'aborted' }
      return get(() => {
        server.counts.downloads++
        const { bytes } = see()
        const isCorrupt = random.chance(connection.faults().corruptDownloads)
        const body = isCorrupt ? damage(bytes, random) : bytes
        return { kind: 'answer', status: 200, headers: new Headers(), bytes: body }
      })
    },
  }
  const clock = { nowMs: () => time.nowMs() }
  const opened = openOneDriveFile(
    { graph: createGraph({ http, clock }), http, clock, hasWideConsent: async () => true },
    toOneDriveFileId({ driveId, itemId: file.id }),
    { isMine, url: null },
  )
  return { ...opened, id: `simulated:${file.id}` }
}

function answer(
  status: number,
  body: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): HttpOutcome {
  const bytes = encodeUtf8(JSON.stringify(body))
  return { kind: 'answer', status, headers: new Headers(headers), bytes }
}

function missing(came: 'lost' | 'offline'): HttpOutcome {
  return { kind: 'lost', why: came === 'offline' ? 'offline' : 'timeout', status: null }
}
