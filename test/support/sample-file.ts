import { decodeUtf8, encodeUtf8 } from '../../lib/base/bytes.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import { describeMember } from '../../lib/document/edits/edit-core.ts'
import { changePeriod } from '../../lib/document/edits/edit-relation.ts'
import { setNote, setResponse } from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import { decodeFile } from '../../lib/document/file-format/decode-file.ts'
import { openSegment } from '../../lib/document/file-format/file-segment.ts'
import { readStateLine, writeStateLine } from '../../lib/document/file-format/state-lines.ts'
import type { Replica } from '../../lib/document/types.ts'
import { fileOf } from './pair-file.ts'
import { ann, ben, meeting, nowMs, pairId, replicaAs, unwrap } from './replica-world.ts'
import { syncGzip, syncSha256 } from './sync-gzip.ts'

/** What files of these tests are hashed with. */
export const sha256 = syncSha256

/** What files of these tests are packed with. */
export const tools = { gzip: syncGzip, sha256 }

/** Two people in a relation, with one topic that is answered and noted. */
export function sampleReplica(): Replica {
  const replica = replicaAs(1)
  describeMember(replica, { id: ann, name: 'Ann', email: null, homeFile: null })
  describeMember(replica, { id: ben, name: '弁', email: null, homeFile: null })
  changePeriod(replica, { kind: 'mentor' })
  const choice = { meeting, owner: ann, kind: 'career' as const, suffix: null, nowMs }
  const id = unwrap(pickTopic(replica, choice)).topicId
  setResponse(replica, id, 'listen')
  setNote(replica, id, 'これからのこと')
  return replica
}

/** The file of {@link sampleReplica}. */
export async function sampleText(): Promise<string> {
  return decodeUtf8(await fileOf(sampleReplica()))
}

/** Reads a file as the pair’s own. */
export function decode(text: string, expected: string | null = pairId) {
  return decodeFile(encodeUtf8(text), expected, { sha256 })
}

/** Reads a whole file into a replica. */
export async function replicaFrom(text: string): Promise<Replica> {
  const replica = createReplica({ pairId })
  for (const segment of unwrap(await decode(text)).segments) {
    const state = unwrap(await openSegment(segment, { gzip: syncGzip }))
    unwrap(replica.apply(segment.id, state, 'file'))
  }
  return replica
}

/** The file with its header or a segment line changed, its checksum made good again. */
export async function withLine(
  text: string,
  name: string,
  change: (words: string[]) => string[],
): Promise<string> {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.replace('<!-- ', '').startsWith(`${name} `))
  const bare = (lines[at] ?? '').replace('<!-- ', '')
  const line = await readStateLine(bare, sha256)
  if (line === null) throw new Error(`no good line ${name}`)
  const [newName = '', ...words] = change([line.name, ...line.words])
  const written = await writeStateLine({ name: newName, words }, sha256)
  lines[at] = lines[at]?.startsWith('<!-- ') ? `<!-- ${written}` : written
  return lines.join('\n')
}
