import type { EventFacts, GuestFacts } from './event-facts.ts'
import { type EventPeople, readPeople } from './event-people.ts'
import { isNameOnly, normaliseName } from './named-people.ts'
import { normaliseEmail } from './people.ts'
import { isSharedCalendar } from './room-rule.ts'
import { readTitleHint } from './title-rule.ts'

/** What a person decided for a pair, and keeps. */
export type PairOverride = 'always' | 'never'

/** Why the rule answered as it did; shown in diagnostics and used by tests, never parsed from a page. */
export type VerdictReason =
  | 'two-people'
  | 'override-always'
  | 'override-never'
  | 'not-an-event'
  | 'all-day'
  | 'someone-elses-calendar'
  | 'no-other-person'
  | 'several-people'
  | 'list-hidden'
  | 'list-partial'
  | 'self-unknown'
  | 'name-only'
  | 'group-address'
  | 'optional-third'
  | 'title-only'

/**
 * The answer of the 1-on-1 rule. `partner` is the other person where one was found. `isOffered` asks the
 * panel to offer "treat as a 1-on-1" without opening by itself. `opensByItself` is false where the
 * viewer declined.
 */
export interface Verdict {
  answer: 'yes' | 'no' | 'unknown'
  reason: VerdictReason
  partner: GuestFacts | null
  isOffered: boolean
  opensByItself: boolean
  /** The partner declined this occurrence: same pair, marked. */
  isPartnerDeclined: boolean
}

/** What the rule knows beside the event. */
export interface RuleContext {
  /** Every address that is the viewer: the account, aliases. Normalised. */
  selfEmails: readonly string[]
  /** Looks up what the person decided about a partner; null when nothing. */
  overrideFor: (partnerEmail: string) => PairOverride | null
  /** The viewer's own names, as `normaliseName` makes them, where a page shows no addresses; none when absent. */
  selfNames?: readonly string[]
  /** The same for a partner who is shown by name alone; the name is normalised. */
  overrideForName?: (partnerName: string) => PairOverride | null
  /**
   * Whether the event speaks for itself as one with this partner; it does when absent. Asked only where a page
   * does not tell a hidden guest list from a complete one.
   */
  isFamiliar?: (partner: GuestFacts) => boolean
}

/** The rule; implemented by {@link judgeOneOnOne}. */
export type OneOnOneRule = (facts: EventFacts, context: RuleContext) => Verdict

/**
 * Judges whether an event is a 1-on-1 of the viewer: exactly one other person once rooms, note-takers
 * and the viewer's own addresses are taken away, and the viewer is a party.
 *
 * What cannot be told is `unknown`, not `no`. A third who may well stay away (optional, declined, an
 * organizer who is not a guest, a second address of the partner), announced extra people, an address that
 * looks like a group, a partner shown by name alone, and a bare title lead to an offer. "Always" turns an offer about that partner into
 * a yes; it never overrules several people, a hidden list or a kind that never counts.
 */
export function judgeOneOnOne(facts: EventFacts, context: RuleContext): Verdict {
  if (facts.kind !== 'event') return refuse('not-an-event')
  if (facts.isAllDay) return refuse('all-day')

  const selfEmail = facts.selfEmail === null ? null : normaliseEmail(facts.selfEmail)
  const isSelfKnown = selfEmail !== null || context.selfEmails.length > 0
  const isSelf = (email: string): boolean =>
    email === selfEmail || context.selfEmails.includes(email)
  const people = readPeople(facts, isSelf, context.selfNames ?? [])
  const owner = isSelfKnown ? ownerOf(facts.calendarId, isSelf) : 'unknown'

  if (owner === 'someone-else') return judgeSeenElsewhere(people, context)
  if (facts.guestList === 'none' || facts.guestList === 'hidden') {
    return judgeWithoutList(facts, people, context)
  }
  if (people.otherCount === 3) return refuse('several-people')
  if (facts.guestList === 'partial') {
    if (people.otherCount === 2) return refuse('several-people')
    return offer('list-partial', people.partner, hasTitleHint(facts), context)
  }
  if (people.otherCount === 0) return refuse('no-other-person')
  if (!people.isSelfListed && owner !== 'self') {
    return judgeWithoutSelf(facts, people, owner, context)
  }
  if (!people.isSelfListed && people.otherCount === 2) {
    // Our own calendar, yet we are not listed: one of the two may be us, under an address not known yet.
    return offer('self-unknown', null, true, context)
  }
  return people.partner === null
    ? judgeSeveral(facts, people, context)
    : judgePair(facts, people, people.partner, context)
}

function judgePair(
  facts: EventFacts,
  people: EventPeople,
  partner: GuestFacts,
  context: RuleContext,
): Verdict {
  const override = overrideOf(partner, context)
  if (override === 'never') return { ...refuse('override-never'), partner }
  // Whoever is invited to a meeting with a hidden list sees its organizer, and nobody else.
  if (isOutlookPage(facts) && context.isFamiliar?.(partner) === false) {
    return offer('list-hidden', partner, true, context)
  }
  const doubt = doubtOf(people)
  if (doubt !== null && override !== 'always') return offer(doubt, partner, true, context)
  return {
    answer: 'yes',
    reason: doubt === null ? 'two-people' : 'override-always',
    partner,
    isOffered: false,
    opensByItself: !people.isSelfDeclined,
    isPartnerDeclined: partner.answer === 'declined',
  }
}

/** Why one other person is not yet a pair, or null. */
function doubtOf(people: EventPeople): VerdictReason | null {
  if (people.hasExtraPeople) return 'several-people'
  if (people.hasDoubtfulThird) return 'optional-third'
  // Two people may have one name: the person says once who is meant.
  if (people.partner !== null && isNameOnly(people.partner)) return 'name-only'
  return people.isPartnerPerhapsGroup ? 'group-address' : null
}

/**
 * Two others, both expected. A page does not say who is optional, so the title, or a partner whom the
 * person already told us about, is reason enough to offer.
 */
function judgeSeveral(facts: EventFacts, people: EventPeople, context: RuleContext): Verdict {
  const known = [people.first, people.second].filter(
    (guest) => overrideOf(guest, context) === 'always',
  )
  const partner = known.length === 1 ? (known[0] ?? null) : null
  const isOffered = partner !== null || readTitleHint(facts.title) === 'strong'
  return { ...refuse('several-people'), partner, isOffered }
}

/** Seen in a calendar that is somebody else's: never by itself, even where the viewer takes part. */
function judgeSeenElsewhere(people: EventPeople, context: RuleContext): Verdict {
  const isOurs = people.isSelfListed && people.otherCount === 1
  return {
    ...refuse('someone-elses-calendar'),
    partner: isOurs ? people.partner : null,
    isOffered: isOurs && overrideOf(people.partner, context) !== 'never',
  }
}

/** Nobody is listed: only the organizer and the title can speak. */
function judgeWithoutList(facts: EventFacts, people: EventPeople, context: RuleContext): Verdict {
  const isTitled = readTitleHint(facts.title) === 'strong'
  // An organizer who is somebody else proves that there are guests we cannot see.
  if (facts.guestList === 'hidden' || people.partner !== null) {
    return offer('list-hidden', people.partner, isTitled, context)
  }
  return isTitled ? offer('title-only', null, true, context) : refuse('no-other-person')
}

/** The viewer is not listed, or we do not know who the viewer is. */
function judgeWithoutSelf(
  facts: EventFacts,
  people: EventPeople,
  owner: CalendarOwner,
  context: RuleContext,
): Verdict {
  // A shared calendar is full of other people's meetings.
  if (owner === 'shared') {
    if (people.otherCount === 2) return refuse('several-people')
    return offer('self-unknown', people.partner, hasTitleHint(facts), context)
  }
  const partner = people.otherCount === 1 ? people.partner : null
  // A page that never tells who the viewer is: what the person said about this partner has to do.
  if (
    partner !== null &&
    isPageSilent(facts, partner) &&
    overrideOf(partner, context) === 'always'
  ) {
    return judgePair(facts, people, partner, context)
  }
  return offer('self-unknown', partner, true, context)
}

function refuse(reason: VerdictReason): Verdict {
  return {
    answer: 'no',
    reason,
    partner: null,
    isOffered: false,
    opensByItself: false,
    isPartnerDeclined: false,
  }
}

/** Unknown, and offered when `isOffered`; the person's "never" about this partner wins. */
function offer(
  reason: VerdictReason,
  partner: GuestFacts | null,
  isOffered: boolean,
  context: RuleContext,
): Verdict {
  if (overrideOf(partner, context) === 'never') return { ...refuse('override-never'), partner }
  return {
    answer: 'unknown',
    reason,
    partner,
    isOffered,
    opensByItself: false,
    isPartnerDeclined: partner?.answer === 'declined',
  }
}

function hasTitleHint(facts: EventFacts): boolean {
  return readTitleHint(facts.title) !== 'none'
}

function overrideOf(partner: GuestFacts | null, context: RuleContext): PairOverride | null {
  if (partner === null) return null
  if (partner.email !== null) return context.overrideFor(normaliseEmail(partner.email))
  return context.overrideForName?.(normaliseName(partner.name)) ?? null
}

function isOutlookPage(facts: EventFacts): boolean {
  return facts.host === 'outlook' && facts.selfEmail === null && facts.calendarId === null
}

/**
 * Outlook on the web tells neither who the viewer is nor whose calendar an event is in. Where a name stands
 * there twice it may be two people, and what was said about one of them is not enough.
 */
function isPageSilent(facts: EventFacts, partner: GuestFacts): boolean {
  const isSilent = isOutlookPage(facts)
  const name = normaliseName(partner.name)
  const rows = facts.guests.filter((one) => isNameOnly(one) && normaliseName(one.name) === name)
  return isSilent && rows.length <= 1
}

type CalendarOwner = 'self' | 'someone-else' | 'shared' | 'unknown'

function ownerOf(calendarId: string | null, isSelf: (email: string) => boolean): CalendarOwner {
  // Graph names calendars by opaque ids, which say nothing about whose they are.
  if (calendarId === null || !calendarId.includes('@')) return 'unknown'
  const address = normaliseEmail(calendarId)
  if (isSelf(address)) return 'self'
  return isSharedCalendar(address) ? 'shared' : 'someone-else'
}
