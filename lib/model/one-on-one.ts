import type { EventFacts, GuestFacts } from './event-facts.ts'

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
}

/** The rule; implemented below in `judgeOneOnOne`. */
export type OneOnOneRule = (facts: EventFacts, context: RuleContext) => Verdict
