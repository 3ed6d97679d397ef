import { join } from 'node:path'
import { build } from 'esbuild'
import { toBase64 } from '../../../lib/base/bytes.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { describeMeeting } from '../../../lib/document/edits/edit-meeting.ts'
import { setNote, setResponse } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { mulberry32 } from '../../support/replica-world.ts'
import { makePair, members, pairId, weeklySize } from '../documents/make-pair.ts'
import type { BenchTopics } from './bench-topics.ts'
import type { StoredPair } from './seed-store.ts'

/**
 * The script that gives a fresh profile a year of weekly 1-on-1s with the partner, and the partner's topics
 * for the measured events. To be evaluated in a page of the extension; `globalThis.seeded` tells the end.
 */
export async function makeSeedScript(
  topics: readonly BenchTopics[],
  nowMs: number,
): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, 'seed-store.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    define: { storedPair: JSON.stringify(makeStoredPair(topics, nowMs)) },
  })
  return result.outputFiles.map((file) => file.text).join('')
}

function makeStoredPair(topics: readonly BenchTopics[], nowMs: number): StoredPair {
  const year = new Date(nowMs).getUTCFullYear()
  const pair = makePair({ ...weeklySize, lastYear: year, years: 1 }, mulberry32)
  const replica = createReplica({ pairId })
  for (const [segment, state] of pair.segments) replica.load(segment, [state])
  replica.setClientId(3)
  const [, partner] = members
  for (const { event, topics: own } of topics) {
    // The key of a single event read from the page alone; see `meetingKeyOf`.
    const meeting = { key: `${event.id}@google.com|`, startMs: event.startMs, day: null }
    describeMeeting(replica, meeting, nowMs)
    for (const [index, topic] of own.entries()) {
      const picked = pickTopic(replica, {
        meeting,
        owner: partner.id,
        kind: 'custom',
        suffix: `bench${index}`,
        title: topic.title,
        nowMs,
      })
      if (!picked.ok) throw new Error(picked.error)
      setResponse(replica, picked.value.topicId, 'advice')
      setNote(replica, picked.value.topicId, topic.note)
    }
  }
  const segments = replica
    .segments()
    .map((segment): [string, string] => [segment, toBase64(replica.encode(segment))])
  replica.destroy()
  return { pairId, segments }
}
