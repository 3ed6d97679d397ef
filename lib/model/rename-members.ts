import type { PairView } from './agenda.ts'
import { isSameMember } from './member-alias.ts'
import type { Memo } from './memo.ts'
import type { MemberId } from './people.ts'
import type { RelationPeriod } from './relation-period.ts'

/** The two people of a pair, by the ids one of their documents uses. */
export interface PairPeople {
  self: MemberId
  partner: MemberId
}

/**
 * A view of another document of the same two people (one of them has two addresses) with their ids as `here` has
 * them, so that it can be shown beside the document of `here`. Everybody else keeps their id; nothing is written.
 */
export function renameMembers(view: PairView, there: PairPeople, here: PairPeople): PairView {
  const rename = (member: MemberId): MemberId => {
    if (isSameMember(view.aliases, member, there.self)) return here.self
    return isSameMember(view.aliases, member, there.partner) ? here.partner : member
  }
  const renameOrNull = (member: MemberId | null): MemberId | null =>
    member === null ? null : rename(member)
  const renamed = <T extends { member: MemberId }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, member: rename(one.member) }))
  const memo = (one: Memo): Memo => ({
    ...one,
    author: renameOrNull(one.author),
    writers: [...new Set(one.writers.map(rename))].sort(),
    nuances: one.nuances.map((mark) => ({ ...mark, by: renameOrNull(mark.by) })),
  })
  const period = (one: RelationPeriod): RelationPeriod => ({
    ...one,
    mentee: renameOrNull(one.mentee),
    closed: one.closed === null ? null : { ...one.closed, by: renameOrNull(one.closed.by) },
    farewells: renamed(one.farewells),
    keepsakes: renamed(one.keepsakes),
  })
  return {
    ...view,
    members: view.members.map((one) => ({
      ...one,
      id: rename(one.id),
      sameAs: renameOrNull(one.sameAs),
    })),
    period: period(view.period),
    pastPeriods: view.pastPeriods.map(period),
    promises: view.promises.map((one) => ({ ...one, owner: renameOrNull(one.owner) })),
    aliases: {},
    meetings: view.meetings.map((meeting) => ({
      ...meeting,
      topics: meeting.topics.map((topic) => ({ ...topic, owner: rename(topic.owner) })),
      memos: meeting.memos.map(memo),
      seen: renamed(meeting.seen),
      ended: renamed(meeting.ended),
    })),
  }
}
