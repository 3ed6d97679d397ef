import { encodeUtf8, toHex } from '../base/bytes.ts'
import type { Sha256 } from '../base/hash.ts'
import type { PairView, Topic } from '../model/agenda.ts'
import type { MeetingKey } from '../model/meeting.ts'
import { resolveMember } from '../model/member-alias.ts'
import type { MemberId } from '../model/people.ts'

/** What the partner brought to a meeting, in their order. */
export function partnerTopics(view: PairView | null, meeting: MeetingKey, self: MemberId): Topic[] {
  if (view === null) return []
  const me = resolveMember(view.aliases, self)
  const topics = view.meetings.find((one) => one.key === meeting)?.topics ?? []
  return topics.filter((topic) => topic.owner !== me && !topic.isRemoved)
}

/**
 * A fingerprint of what the partner brought: it changes when a word of it does, and holds none. Empty when
 * they brought nothing.
 */
export async function fingerprintNews(topics: readonly Topic[], sha256: Sha256): Promise<string> {
  if (topics.length === 0) return ''
  const words = topics
    .map(({ id, title, response, responseNote, note }) => [id, title, response, responseNote, note])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  return toHex(await sha256(encodeUtf8(JSON.stringify(words)))).slice(0, 32)
}

/** True when this person pressed "seen", on whatever device, after everything the partner brought. */
export function hasMarkedSeen(
  view: PairView | null,
  meeting: MeetingKey,
  self: MemberId,
  nowMs: number,
): boolean {
  if (view === null) return false
  const me = resolveMember(view.aliases, self)
  const marks = view.meetings.find((one) => one.key === meeting)?.seen ?? []
  const mark = marks.find((one) => one.member === me)
  if (mark === undefined) return false
  // A partner's clock may be years ahead: such a topic would be news for ever.
  return partnerTopics(view, meeting, self).every(
    (topic) => topic.createdMs <= mark.atMs || topic.createdMs > nowMs,
  )
}
