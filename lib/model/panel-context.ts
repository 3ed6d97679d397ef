import type { ProviderName } from './account.ts'
import type { DraftTopic } from './agenda.ts'
import type { MeetingKey } from './meeting.ts'
import type { PairOverride } from './one-on-one.ts'
import type { PairId, Person } from './people.ts'
import type { SyncStatus } from './sync-status.ts'

/** How the panel stands in the page. `data-state` of the host element has the same words. */
export type FrameState = 'hidden' | 'glance' | 'open' | 'collapsed'

/** What a panel is about; everything it needs beside the pair document. */
export interface PanelContext {
  /** `pair`: a 1-on-1 with a known partner. `offer`: perhaps one; the person decides. `none`: nothing open. */
  kind: 'pair' | 'offer' | 'none'
  pairId: PairId | null
  self: Person | null
  partner: Person | null
  meeting: PanelMeeting | null
  /**
   * The page's id of the event on screen; null or absent outside a calendar page. The same event may come to
   * another pair or meeting key: when addresses become known, or when a page that told only the day tells more.
   */
  eventId?: string | null | undefined
  override: PairOverride | null
  /** What stands and falls with names, where the page shows no addresses; null elsewhere. */
  naming?: PanelNaming | null | undefined
  drafts: DraftTopic[]
  status: SyncStatus
  /** The state the frame is in, where the panel stands in a page. */
  frameState: FrameState
  /** The panel is hidden and what it shows is of no use: it must not be seen for a moment when it comes back. */
  isBlank?: boolean | undefined
  theme: 'light' | 'dark' | null
  /** Who else could be the partner under another address; see {@link PartnerAddress}. */
  addresses: PartnerAddress[]
  /** `ja` or `en`, resolved from the person's choice, the page and the browser. */
  language: 'ja' | 'en'
}

/** Another partner of the person, as seen from the pair on screen. Only ever the person says who is whom. */
export interface PartnerAddress {
  /** The pair that is kept under this address. */
  pairId: PairId
  partner: Person
  /** Whose calendar that pair was seen in; Google's when absent. */
  provider?: ProviderName | undefined
  /** `same`: merged with the partner. `asked`: has the partner's name, to be asked about. `other`: anybody else. */
  kind: 'same' | 'asked' | 'other'
}

/** The event in front of the panel. */
export interface PanelMeeting {
  key: MeetingKey
  title: string
  /** Ms since the epoch; null when unknown. */
  startMs: number | null
  endMs: number | null
  /** `YYYY-MM-DD`; null when unknown. */
  day: string | null
  /** The page's own words about when; a fallback where no time is known. */
  whenText: string
  isPartnerDeclined: boolean
  /** Stands for several events of its day, which the page cannot tell apart for both people; absent: for one. */
  isDayShared?: boolean | undefined
}

/** What a panel needs where a page shows people by name alone. */
export interface PanelNaming {
  /** The pair on screen was recognised by the partner's name. */
  isByName: boolean
  /** For an offer: the names it may be about; of two, one may be the viewer's own. */
  candidates: string[]
  /** For an offer with one name that several known people have: who they are. */
  people: { index: number; email: string | null }[]
  /** The person's addresses, the likeliest first. */
  ownEmails: string[]
  /** A connected Microsoft account may read its calendar already. */
  hasCalendar: boolean
  /** The Microsoft app registration, for a text to an administrator; empty when none is set. */
  clientId: string
}
