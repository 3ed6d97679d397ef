import type { ErrorCode } from '../base/app-error.ts'
import type { ProviderName } from '../model/account.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { MemberAliases } from '../model/member-alias.ts'
import type { KnownByName, NamedPeople } from '../model/named-people.ts'
import type { PairOverride } from '../model/one-on-one.ts'
import type { MemberId, PairId, Person } from '../model/people.ts'
import type { Readers } from '../model/sync-status.ts'

/**
 * The durable home of pair documents. Every write resolves only after the transaction is committed with
 * strict durability; a full disk rejects with `AppError('storage/quota')` and changes nothing.
 */
export interface DocumentStore {
  /** Appends one V2 update to a segment. */
  append(pairId: PairId, segment: string, update: Uint8Array): Promise<void>
  /** All bytes of a segment, oldest first; empty when there is none. Bytes are merged by the caller. */
  load(pairId: PairId, segment: string): Promise<Uint8Array[]>
  /** Names of the segments stored for a pair. */
  segments(pairId: PairId): Promise<string[]>
  /**
   * Replaces the entries that {@link load} returned by one equivalent state; entries appended since stay.
   * Changes nothing when those entries are no longer the first ones: somebody compacted in between. With
   * `isNewLineage` the state is not equivalent, and {@link lineage} grows in the same transaction.
   */
  compact(
    pairId: PairId,
    segment: string,
    state: Uint8Array,
    replacedCount: number,
    isNewLineage?: boolean,
  ): Promise<void>
  /**
   * How often stored bytes of this pair were replaced by a state that live copies must not be merged with;
   * 0 for never. A copy that was filled under another number is of another lineage.
   */
  lineage(pairId: PairId): Promise<number>
  /** Puts bytes aside that could not be understood. Keeps the newest few per pair. */
  quarantine(pairId: PairId, reason: ErrorCode, bytes: Uint8Array, atMs: number): Promise<void>
  quarantined(pairId: PairId): Promise<{ reason: ErrorCode; bytes: Uint8Array; atMs: number }[]>
  /** Removes everything of a pair, quarantine included. */
  erase(pairId: PairId): Promise<void>
}

/** Which pairs have a stored document; for export. */
export interface DocumentList {
  pairIds(): Promise<PairId[]>
}

/** One segment of a file as a read proved it: the file's bytes hold all of the stored ones, and the reverse. */
export interface ProvenSegment {
  /** SHA-256 of the segment's bytes in the file, hex. */
  remoteSha256: string
  /** SHA-256 over the stored entries of the segment, hex. */
  localSha256: string
}

/** What the last understood read of one file proved. */
export interface ProvenFile {
  /** Revision that was read. */
  etag: string
  /**
   * True once a later run read the same content under the same revision. A provider may answer with a new
   * revision and old bytes for some seconds; only a confirmed proof may be relied on without reading.
   */
  isConfirmed: boolean
  segments: { [segment: string]: ProvenSegment }
}

/**
 * What sync remembers of a pair between two lives of the worker. Only a cache of proofs and waits: losing
 * it costs a download, never data. "Dirty" is not in here; it is computed.
 */
export interface SyncState {
  /** By the file's id as sync sees it (provider and id). */
  files: { [fileId: string]: ProvenFile }
  /** Files that refused to be written; tried again when a person asks. */
  readOnlyFiles: string[]
  /**
   * The provider asked not to be called (Retry-After) for `lengthMs` from `sinceMs` on; null when it did
   * not. Both are kept: with an end alone, a clock set back would make the wait longer than was asked.
   */
  pause: { sinceMs: number; lengthMs: number } | null
  /** Failed runs in a row; sets the backoff. */
  failureCount: number
  /** Requests of the current day (UTC), for the budget. */
  requests: { day: string; count: number }
}

/** Sync states, by pair. Same durability and quota rules as {@link DocumentStore}. */
export interface SyncStateStore {
  get(pairId: PairId): Promise<SyncState | null>
  put(pairId: PairId, state: SyncState): Promise<void>
  remove(pairId: PairId): Promise<void>
}

/** A shared file that holds this pair's document, as one side knows it. */
export interface FileRef {
  provider: 'google' | 'onedrive'
  fileId: string
  /** Address a person can open. */
  url: string
  /** Creation time by the provider, ms since the epoch; the oldest file of a pair is the canonical one. */
  createdMs: number
  /** True when this account created it. */
  isMine: boolean
  /** False until the account's token may open it (Google's picker step). */
  isAccessible: boolean
  /** True once shared to the partner's address. */
  isShared: boolean
  /** Which of the partner's addresses it was shared with; the pair's own when absent. Normalised. */
  sharedWith?: string | undefined
  /** By what it was shared with which address; see `FileHome.share`. Absent where the provider names nothing. */
  grant?: { id: string; email: string } | undefined
  /** True once attached to the calendar event. */
  isAttached: boolean
  /**
   * True while the account may open it only after the person, or an administrator, consents to files of
   * others; set with `isAccessible` false.
   */
  needsConsent?: boolean | undefined
  /** True for what only a link in the calendar named: opened when the person presses, never by itself. */
  isInvited?: boolean | undefined
  /** The address of the account that opened it; absent before one did, and in records of older versions. */
  account?: string | undefined
  /**
   * Why the file is not used though it is known; absent while it is. `lost`: somebody else's file that this
   * account could open once and cannot any more. `gone`: our own, deleted or in the trash. `foreign`: it holds
   * another pair's state. Such a file is looked at again when a person asks.
   */
  trouble?: 'lost' | 'gone' | 'foreign'
}

/** A meeting as it was seen last. */
export interface KnownMeeting {
  key: MeetingKey
  facts: EventFacts
  seenMs: number
  /** Ids of other events seen under the same key, which then names their day alone; absent: none. */
  alsoEvents?: string[] | undefined
}

/** What we keep about one pair. Never holds what people wrote. */
export interface PairRecord {
  pairId: PairId
  /** The address of the account under which this pair is kept; empty where the calendar does not tell it. */
  account: string
  /** Whose account that is; absent in records of older versions, which knew Google alone. */
  provider?: ProviderName | undefined
  self: Person
  partner: Person
  override: PairOverride | null
  files: FileRef[]
  readers: Readers
  /** Last successful read of the file, ms since the epoch. */
  lastSyncedMs: number | null
  /** Set by a sync that ended in something the person must know; null when all is well. */
  problem: ErrorCode | null
  /** Meetings seen with this partner, newest last; capped. */
  meetings: KnownMeeting[]
  /** A copy of what the pair document says about merged addresses, so that grouping opens no document; absent: none. */
  aliases?: MemberAliases
  /** Partners the person said are somebody else, though they have the same name. Stays on this device. */
  notSame?: MemberId[]
  /** True once the document knows a meeting by its day alone: events are then looked for by their day, too. */
  hasDayKeys?: boolean | undefined
  /** Set where a page told the partner's name alone: who the person said that is. */
  byName?: KnownByName | undefined
  /**
   * Set once the addresses of both are known and the pair goes on under another id, where everything of it is
   * brought. The record stays as a signpost for what still arrives under the old one.
   */
  movedTo?: { pairId: PairId; self: Person; partner: Person } | undefined
}

/** Pair records, by pair. Same durability and quota rules as {@link DocumentStore}. */
export interface PairStore {
  get(pairId: PairId): Promise<PairRecord | null>
  /** Read, change and write in one transaction; `change` gets null when absent and may return null to leave it. */
  update(
    pairId: PairId,
    change: (record: PairRecord | null) => PairRecord | null,
  ): Promise<PairRecord | null>
  list(): Promise<PairRecord[]>
  remove(pairId: PairId): Promise<void>
}

/**
 * What one account's calendar showed when it was last asked: facts of events with exactly one other person.
 * Never a description or an attachment. A cache: losing it costs one request.
 */
export interface UpcomingCache {
  account: string
  /** Whose account that is; absent in caches of older versions, which knew Google alone. */
  provider?: ProviderName | undefined
  fetchedMs: number
  /** The stretch of time that was asked for, ms since the epoch. */
  fromMs: number
  toMs: number
  events: EventFacts[]
}

/** Caches of calendars, by provider and account. Same durability and quota rules as {@link DocumentStore}. */
export interface UpcomingStore {
  list(): Promise<UpcomingCache[]>
  put(cache: UpcomingCache): Promise<void>
  remove(cache: Pick<UpcomingCache, 'account' | 'provider'>): Promise<void>
}

/** What the person said about people whom a page shows by name alone. Same durability and quota rules as {@link DocumentStore}. */
export interface NameStore {
  list(): Promise<NamedPeople[]>
  /** Read, change and write in one transaction; `change` gets null when absent. */
  update(place: string, change: (known: NamedPeople | null) => NamedPeople): Promise<NamedPeople>
}

/** What this person did about one meeting on this device; holds no words. */
export interface MeetingMark {
  pairId: PairId
  meeting: MeetingKey
  /** When a panel last had it on screen; null when never. */
  openedMs: number | null
  /** Fingerprint of what the partner had brought when it was last on screen; null before. */
  seenNews: string | null
  /** The start for which a reminder was shown; null when none was. */
  remindedStartMs: number | null
  /**
   * This device found that it does not take place: `known` here, or `said` in the pair document as well. Absent
   * otherwise.
   */
  off?: 'known' | 'said'
  /** Last change of this mark. */
  updatedMs: number
}

/** Marks, by pair and meeting. Same durability and quota rules as {@link DocumentStore}. */
export interface MeetingMarkStore {
  get(pairId: PairId, meeting: MeetingKey): Promise<MeetingMark | null>
  /** Read, change and write in one transaction; `change` may return null to leave everything as it is. */
  update(
    pairId: PairId,
    meeting: MeetingKey,
    change: (mark: MeetingMark | null) => Omit<MeetingMark, 'pairId' | 'meeting'> | null,
  ): Promise<MeetingMark | null>
  /** Forgets marks last changed before this instant. */
  forgetBefore(ms: number): Promise<void>
}

/** Facts about this device. */
export interface DeviceStore {
  /** The Yjs client id under which the background writes; made on first use. */
  ownClientId(): Promise<number>
  setOwnClientId(clientId: number): Promise<void>
  /**
   * Leases a client id for a panel: a free one from the small pool, else a new one. `held` is the id the
   * panel already writes under (after a worker restart); it is confirmed when still leased to that panel.
   */
  leaseClientId(panelId: string, held: number | null): Promise<number>
  /** Returns a lease. Only for panels known to be gone: an id whose panel may be alive is never reused. */
  releaseClientId(panelId: string): Promise<void>
  /** Frees every lease; called when the browser starts, when no panel can be alive. */
  releaseAllClientIds(): Promise<void>
  /** Every id this device may write under: the background's own and the whole pool, leased or free. */
  clientIds(): Promise<number[]>
  /** Takes ids out of use for ever (a shared file held more under them than this device did). */
  retireClientIds(clientIds: readonly number[]): Promise<void>
}
