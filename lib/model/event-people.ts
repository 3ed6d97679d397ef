import type { EventFacts, GuestFacts } from './event-facts.ts'
import { isPerhapsGroup } from './group-address-rule.ts'
import { normaliseName } from './named-people.ts'
import { isNoteTaker } from './note-taker-rule.ts'
import { normaliseEmail } from './people.ts'
import { isRoom, isSharedCalendar } from './room-rule.ts'

/** The people of an event, seen from the viewer: rooms and note-takers are gone, the viewer is apart. */
export interface EventPeople {
  /** How many other people there are; 3 stands for three or more. */
  otherCount: 0 | 1 | 2 | 3
  /** The one other person, where everybody else may well stay away; null when there is none or no one such. */
  partner: GuestFacts | null
  /** Both others when there are exactly two, as listed. */
  first: GuestFacts | null
  second: GuestFacts | null
  /** There are two others, and all but `partner` may well stay away. */
  hasDoubtfulThird: boolean
  /** The viewer or the partner announced extra people. */
  hasExtraPeople: boolean
  /** The viewer is among the guests or is the organizer. */
  isSelfListed: boolean
  /** Every row of the viewer says no. */
  isSelfDeclined: boolean
  /** The partner's address looks like a mailing list. */
  isPartnerPerhapsGroup: boolean
}

/**
 * Reads the people of an event. The organizer counts even when not among the guests: Google leaves the
 * organizer out for events of secondary calendars, Outlook shows the organizer apart. Two rows with one
 * address are one person. `selfNames` are the viewer's normalised names, for rows without an address.
 */
export function readPeople(
  facts: EventFacts,
  isSelf: (email: string) => boolean,
  selfNames: readonly string[] = [],
): EventPeople {
  const organizer = facts.organizerEmail === null ? null : normaliseEmail(facts.organizerEmail)
  let first: GuestFacts | null = null
  let second: GuestFacts | null = null
  let firstKey = ''
  let secondKey = ''
  let otherCount: 0 | 1 | 2 | 3 = 0
  let isOrganizerSeen = organizer === null || isSharedCalendar(organizer)
  let isSelfListed = false
  let isSelfComing = false
  let hasExtraPeople = false

  if (organizer !== null && isSelf(organizer)) {
    isSelfListed = true
    isOrganizerSeen = true
  }
  let selfRows = 0
  for (const guest of facts.guests) {
    const email = guest.email === null ? null : normaliseEmail(guest.email)
    if (isRoom(email, guest.isResource)) continue
    const isViewer = email === null ? selfNames.includes(normaliseName(guest.name)) : isSelf(email)
    if (isViewer) {
      selfRows += 1
      isSelfListed = true
      isSelfComing ||= guest.answer !== 'declined'
      hasExtraPeople ||= guest.additionalGuests > 0
      continue
    }
    isOrganizerSeen ||= email === organizer
    if (email !== null && isNoteTaker(email, guest.name)) continue
    const key = email ?? `name:${normaliseName(guest.name)}`
    if (otherCount > 0 && (key === firstKey || key === secondKey)) continue
    if (otherCount === 0) {
      first = guest
      firstKey = key
      otherCount = 1
    } else if (otherCount === 1) {
      second = guest
      secondKey = key
      otherCount = 2
    } else {
      otherCount = 3
      break
    }
  }
  if (!isOrganizerSeen && otherCount < 3 && facts.organizerEmail !== null) {
    const unlisted = unlistedOrganizer(facts.organizerEmail)
    if (otherCount === 0) first = unlisted
    else if (otherCount === 1) second = unlisted
    otherCount = otherCount === 0 ? 1 : otherCount === 1 ? 2 : 3
  }

  const partner: GuestFacts | null =
    otherCount === 1
      ? first
      : otherCount === 2 && first !== null && second !== null
        ? pickPartner(first, second, facts.guests)
        : null
  return {
    otherCount,
    partner,
    first: otherCount === 2 ? first : null,
    second: otherCount === 2 ? second : null,
    hasDoubtfulThird: otherCount === 2 && partner !== null,
    hasExtraPeople: hasExtraPeople || (partner?.additionalGuests ?? 0) > 0,
    isSelfListed,
    isSelfDeclined: selfRows > 0 && !isSelfComing,
    isPartnerPerhapsGroup:
      partner?.email != null && isPerhapsGroup(partner.email.trim(), partner.name),
  }
}

function unlistedOrganizer(email: string): GuestFacts {
  return {
    email,
    name: '',
    isOrganizer: true,
    isResource: false,
    isOptional: false,
    answer: null,
    additionalGuests: 0,
  }
}

/** Which of two others is the partner, because the other one may well stay away; null when neither is. */
function pickPartner(
  first: GuestFacts,
  second: GuestFacts,
  guests: readonly GuestFacts[],
): GuestFacts | null {
  const mayFirstStayAway = mayStayAway(first, guests)
  const maySecondStayAway = mayStayAway(second, guests)
  if (mayFirstStayAway !== maySecondStayAway) return mayFirstStayAway ? second : first
  if (mayFirstStayAway || !isSameName(first, second)) return null
  if (first.isOrganizer !== second.isOrganizer) return second.isOrganizer ? second : first
  // Any fixed order will do, as long as it does not depend on the order of the rows.
  return (first.email ?? '') <= (second.email ?? '') ? first : second
}

function mayStayAway(guest: GuestFacts, guests: readonly GuestFacts[]): boolean {
  return guest.isOptional || guest.answer === 'declined' || !guests.includes(guest)
}

/** One person invited under two addresses shows one name twice. */
function isSameName(a: GuestFacts, b: GuestFacts): boolean {
  const name = squeeze(a.name)
  return name !== '' && name === squeeze(b.name)
}

function squeeze(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
