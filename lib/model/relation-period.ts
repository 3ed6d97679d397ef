import type { CalendarDay } from './calendar-day.ts'
import type { MemberId } from './people.ts'
import { relationGuides } from './relation-guides.ts'
import type { RelationKind } from './topics.ts'

/** 深める and 広げる. Ids are stored in shared files: never rename one. */
export const axisKinds = ['deepen', 'broaden'] as const

/** Keep one thread with one person, or meet other views once or twice. */
export type AxisKind = (typeof axisKinds)[number]

/** Words one member leaves at the end. */
export interface Farewell {
  member: MemberId
  /** お礼. */
  thanks: string
  /** 持ち帰ったこと. */
  takeaway: string
}

/**
 * One time a pair spends in one relation, from its beginning to its closing; afterwards the same two may
 * begin another. Everything may be unset: a pair that agrees on nothing works as well.
 */
export interface RelationPeriod {
  /** `p1`, `p2`, …; the same on both sides. */
  id: string
  kind: RelationKind | null
  /** Who brings the topics; null while nobody said. Without meaning in 横, where both do. */
  mentee: MemberId | null
  /** 目的, in the pair's own words. */
  purpose: string
  startedDay: CalendarDay | null
  /** The last day they agreed on; null for an open end. */
  endsDay: CalendarDay | null
  /** Days from one 1-on-1 to the next, as the pair chose; 0 for no rhythm; null follows the guide. */
  cadenceDays: number | null
  /** The pair's own choice; null follows the guide. */
  axis: AxisKind | null
  /** Whether topics carry over, as the pair chose; null follows the relation. */
  isCarrying: boolean | null
  /** When the two last looked at the purpose together, by that device's clock. */
  reviewedMs: number | null
  /** Day on which the calm question was last answered or put away. */
  askedDay: CalendarDay | null
  /** When it was closed and by whom; null while it goes on, and again after a reopening. */
  closed: { atMs: number; by: MemberId | null } | null
  /** By member id. */
  farewells: Farewell[]
  /** What each mentee takes along, by member id. */
  keepsakes: { member: MemberId; text: string }[]
}

/** A period in which nothing is agreed. */
export function emptyPeriod(id: string, kind: RelationKind | null): RelationPeriod {
  return {
    id,
    kind,
    mentee: null,
    purpose: '',
    startedDay: null,
    endsDay: null,
    cadenceDays: null,
    axis: null,
    isCarrying: null,
    reviewedMs: null,
    askedDay: null,
    closed: null,
    farewells: [],
    keepsakes: [],
  }
}

/** The axis in use: the pair's choice, else the relation's; null where the guide leaves it to the pair. */
export function axisOf(period: RelationPeriod): AxisKind | null {
  if (period.axis !== null) return period.axis
  const axis = period.kind === null ? 'deepen' : relationGuides[period.kind].axis
  return axis === 'either' ? null : axis
}

/**
 * Whether unfinished topics carry over to the next time: the pair's choice, else the relation's. A
 * relation that broadens begins afresh each time.
 */
export function carriesOver(period: RelationPeriod): boolean {
  if (period.isCarrying !== null) return period.isCarrying
  if (period.axis !== null) return period.axis === 'deepen'
  return period.kind === null || relationGuides[period.kind].carriesOver
}

/** What a member is in a relation; both in 横, and both while nobody said who is the mentee. */
export interface MemberRoles {
  /** Brings topics. */
  isMentee: boolean
  /** Responds. */
  isMentor: boolean
}

/** The roles of a member. Ids must be resolved through the aliases of the view. */
export function rolesOf(period: RelationPeriod, member: MemberId): MemberRoles {
  const isSymmetric = period.kind !== null && relationGuides[period.kind].isSymmetric
  if (isSymmetric || period.mentee === null) return { isMentee: true, isMentor: true }
  return { isMentee: period.mentee === member, isMentor: period.mentee !== member }
}

/** The mentees among `members`: one, both in 横, and both while nobody said. */
export function menteesOf(period: RelationPeriod, members: readonly MemberId[]): MemberId[] {
  return members.filter((member) => rolesOf(period, member).isMentee)
}
