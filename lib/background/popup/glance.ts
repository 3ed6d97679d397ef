import type { DraftTopic, PairView, Topic } from '../../model/agenda.ts'
import { carryOver } from '../../model/carry-over.ts'
import type { MeetingTimes } from '../../model/meeting-time.ts'
import { resolveMember } from '../../model/member-alias.ts'
import type { MemberId } from '../../model/people.ts'
import type { GlanceTopic } from '../../model/popup-view.ts'

/** The topics of one meeting as a glance shows them: what stands there, then what carries over to it. */
export interface Glance {
  theirs: GlanceTopic[]
  mine: GlanceTopic[]
}

/**
 * Reads the glance of a meeting. `view` is null while nothing of the pair is stored; `drafts` are those to show
 * with the meeting, `elsewhere` the views of the partner's other addresses, with the ids of this pair.
 */
export function readGlance(
  view: PairView | null,
  drafts: readonly DraftTopic[],
  meeting: MeetingTimes,
  self: MemberId,
  nowMs: number,
  elsewhere: readonly PairView[] = [],
): Glance {
  const own = view?.meetings.find((one) => one.key === meeting.key)?.topics ?? []
  const standing = own.filter((topic) => !topic.isRemoved)
  // Nothing may be stored yet under the new address of somebody for whom much waits under the old one.
  const views = [...(view === null ? [] : [view]), ...elsewhere]
  const [first, ...others] = views
  const carried =
    first === undefined ? [] : carryOver({ view: first, elsewhere: others, meeting, nowMs }).topics
  const me = view === null ? self : resolveMember(view.aliases, self)
  const shared = [
    ...standing.map((topic) => ({ topic, isCarried: false })),
    ...carried.map(({ topic }) => ({ topic, isCarried: true })),
  ]
  const sharedIds = new Set(shared.map(({ topic }) => topic.id))
  return {
    theirs: shared
      .filter(({ topic }) => topic.owner !== me)
      .map(({ topic, isCarried }) => glanceTopic(topic, false, isCarried)),
    mine: [
      ...shared
        .filter(({ topic }) => topic.owner === me)
        .map(({ topic, isCarried }) => glanceTopic(topic, false, isCarried)),
      // A draft that was shared a moment ago stands in the document already.
      ...drafts
        .filter((draft) => !sharedIds.has(draft.id))
        .map((draft) => glanceTopic(draft, true, false)),
    ],
  }
}

function glanceTopic(
  { kind, title, response, responseNote }: Topic | DraftTopic,
  isDraft: boolean,
  isCarried: boolean,
): GlanceTopic {
  return { kind, title, response, responseNote, isDraft, isCarried }
}
