import { viewHash } from '../../lib/document/canonical-content.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import { decodeFile } from '../../lib/document/file-format/decode-file.ts'
import { openSegment } from '../../lib/document/file-format/file-segment.ts'
import { foldUpdates } from '../../lib/document/fold-updates.ts'
import { syncGzip, syncSha256 } from '../support/sync-gzip.ts'
import type { SimulatedDevice, SimulatedWorld } from './device.ts'
import type { DiskContent } from './disk.ts'
import { markersOf } from './edits.ts'
import type { ServerFile } from './simulated-server.ts'
import { pairId } from './worker.ts'

/** What one copy of the pair's document holds. */
export interface CopyReport {
  /** `file <id>` or the device's name. */
  name: string
  /** False for a file that does not parse. */
  isReadable: boolean
  markers: Set<string>
  /** One hash over everything the copy says. */
  hash: string
  isPending: boolean
}

/** Reads a device's disk. */
export function inspectDisk(name: string, content: DiskContent): Promise<CopyReport> {
  const segments = [...content.segments].map(([segment, entries]) => ({
    segment,
    ...foldUpdates(entries),
  }))
  const isPending = segments.some((one) => one.isPending || one.badEntries.length > 0)
  return inspect(name, segments, isPending)
}

/** Reads the newest revision of a file. */
export async function inspectFile(file: ServerFile, bytes: Uint8Array): Promise<CopyReport> {
  const name = `file ${file.id}`
  const decoded = await decodeFile(bytes, pairId, { sha256: syncSha256 })
  if (!decoded.ok) {
    return { name, isReadable: false, markers: new Set(), hash: '', isPending: false }
  }
  const segments: { segment: string; state: Uint8Array }[] = []
  let isPending = false
  for (const segment of decoded.value.segments) {
    const opened = await openSegment(segment, { gzip: syncGzip })
    if (opened.ok) segments.push({ segment: segment.id, state: opened.value })
    else isPending = true
  }
  return inspect(name, segments, isPending)
}

async function inspect(
  name: string,
  segments: readonly { segment: string; state: Uint8Array }[],
  isPending: boolean,
): Promise<CopyReport> {
  const replica = createReplica({ pairId })
  const hashes: string[] = []
  for (const { segment, state } of segments) {
    replica.load(segment, [state])
    const hash = await viewHash(replica, segment, syncSha256)
    hashes.push(`${segment}=${hash}`)
  }
  const markers = markersOf(replica)
  const empty = await viewHash(replica, 'none', syncSha256)
  replica.destroy()
  const hash = hashes
    .filter((one) => !one.endsWith(empty))
    .sort()
    .join(' ')
  return { name, isReadable: true, markers, hash, isPending }
}

/** Words that had to be there and are not, with where; and deleted words that are back. */
export function findMissing(world: SimulatedWorld, copies: readonly CopyReport[]): string[] {
  const missing: string[] = []
  for (const copy of copies) {
    for (const word of world.words.values()) {
      const isDeleted = world.deleted.has(word.marker)
      if (!word.isSaved || word.isExcused) continue
      if (!isDeleted && !copy.markers.has(word.marker)) {
        missing.push(`${word.marker} is not in ${copy.name}`)
      }
      if (isDeleted && copy.markers.has(word.marker)) {
        missing.push(`${word.marker} was deleted and is in ${copy.name}`)
      }
    }
  }
  return missing
}

/**
 * Excuses the words that a rolled back disk takes away for good: those that are neither on the older disk
 * nor on another device, and that the provider could not be trusted to keep.
 */
export async function excuseLost(
  world: SimulatedWorld,
  device: SimulatedDevice,
  older: DiskContent,
  devices: readonly SimulatedDevice[],
): Promise<void> {
  const kept = new Set<string>()
  const copies = [await inspectDisk(device.name, older)]
  for (const other of devices) {
    if (other !== device) copies.push(await inspectDisk(other.name, other.disk.read()))
  }
  for (const copy of copies) for (const marker of copy.markers) kept.add(marker)
  for (const word of world.words.values()) {
    if (!kept.has(word.marker)) word.isExcused = true
    // Whether a deletion went with the lost commits cannot be told from outside.
    if (world.deleted.has(word.marker)) word.isExcused = true
  }
}
