import type { EventFacts } from './event-facts.ts'
import { judgeOneOnOne } from './one-on-one.ts'
import { normaliseEmail, type Person } from './people.ts'

/**
 * Whether an event is going to be a 1-on-1 of these two: false where it has lost one of them, has become one of
 * several people, or either declined. Null where the event cannot tell: seen in somebody else's calendar, its
 * guests hidden or not all there, turned into another kind of entry, or a doubtful third.
 */
export function judgeTakesPlace(
  facts: EventFacts,
  { self, partner }: { self: Person; partner: Person },
): boolean | null {
  const verdict = judgeOneOnOne(facts, {
    selfEmails: self.email === null ? [] : [self.email],
    overrideFor: () => null,
  })
  const email = verdict.partner?.email ?? null
  const isPartner = email !== null && normaliseEmail(email) === partner.email
  if (verdict.answer === 'yes') {
    // The other guest is somebody else now: the two do not meet in it.
    return isPartner && verdict.opensByItself && !verdict.isPartnerDeclined
  }
  // Nobody is left but the one whose event it is; its title may still speak of two.
  if (verdict.reason === 'title-only' && isOwn(facts, self)) return false
  if (verdict.isOffered || facts.guestList === 'hidden' || facts.guestList === 'partial')
    return null
  const { reason } = verdict
  return reason === 'no-other-person' || reason === 'several-people' ? false : null
}

/** Nobody else is behind the event: neither another organizer nor another calendar. */
function isOwn({ organizerEmail, calendarId }: EventFacts, self: Person): boolean {
  return [organizerEmail, calendarId].every(
    (email) => email === null || normaliseEmail(email) === self.email,
  )
}
