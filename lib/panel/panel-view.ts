import type { ErrorCode } from '../base/app-error.ts'
import type { DraftTopic, MeetingView, PairView, Topic } from '../model/agenda.ts'
import type { CarryOver } from '../model/carry-over.ts'
import { resolveMember } from '../model/member-alias.ts'
import type { PairOverride } from '../model/one-on-one.ts'
import type {
  FrameState,
  PanelContext,
  PanelMeeting,
  PanelNaming,
  PartnerAddress,
} from '../model/panel-context.ts'
import type { PairId, Person } from '../model/people.ts'
import type { RelationPeriod } from '../model/relation-period.ts'
import type { SyncStatus } from '../model/sync-status.ts'
import type { YearsState } from './all-years.ts'
import type { CommandName } from './command-desk.ts'
import type { OwnNote } from './note-shelf.ts'
import { isOverAlready, listNotices, type Notice, type NoticeFacts } from './notices.ts'
import type { SaveState } from './save-ledger.ts'
import { type StageShown, stageShown } from './shown-meeting.ts'
import { listTopics, type TopicDelivery, type TopicLists } from './topic-item.ts'

/** Where everything written here is. */
export interface WholeState {
  save: SaveState
  /**
   * `device`: no file the partner could read. `waiting`: it has to wait (offline, not connected).
   * `on-the-way`: being sent. `arrived`: the shared file holds everything.
   */
  delivery: 'device' | 'waiting' | 'on-the-way' | 'arrived'
  isOnline: boolean
  /** Last time the shared file was read, ms since the epoch; null when never. */
  lastSyncedMs: number | null
}

/** Said by the polite live region. `serial` grows, so that the same words twice are said twice. */
export interface Announcement {
  serial: number
  kind: 'partner-updated' | 'talk-updated' | 'moved'
  /** For `moved`: the topic and its new place, from 1. */
  topicId: string | null
  position: number
}

/** What only this person reads. */
export interface PrivateLaneView {
  isHidden: boolean
  /** Beside the whole 1-on-1. */
  text: string
  /** Every note that is here: beside this 1-on-1, beside topics, and all of the pair once its years are. */
  notes: readonly OwnNote[]
}

/** Everything the panel draws, in one immutable value. Holds no words. */
export interface PanelView {
  /** `opening`: nothing is known yet. The others are the kinds of {@link PanelContext}. */
  screen: 'opening' | 'none' | 'offer' | 'pair'
  /** Null before the first context: then the browser's language. */
  language: 'ja' | 'en' | null
  theme: 'light' | 'dark' | null
  frameState: FrameState
  /** Nothing of this is to be seen until the next context; see `PanelContext.isBlank`. */
  isBlank: boolean
  pairId: PairId | null
  self: Person | null
  partner: Person | null
  meeting: PanelMeeting | null
  /** Where the meeting stands; null while none is shown. */
  stage: StageShown | null
  /** The meeting on screen does not take place: its topics go on to the next one. */
  isCalledOff: boolean
  /** The relation is closed, and the partner has ended the sharing of their file: what is here stays readable. */
  isAccessOver: boolean
  /** The page's event on screen; null outside a calendar page, and while the next 1-on-1 is prepared. */
  eventId: string | null
  /** The person turned to the preparation of the next time; `meeting` is then the place without a date. */
  isNext: boolean
  /** The pair's document; null before all of it is here. Its ids, and those of the people here, are resolved. */
  document: PairView | null
  /**
   * What the pair's own document says of their time; another than `document.period` where that was agreed on under
   * another address and goes on here. Null before the document is here.
   */
  ownPeriod: RelationPeriod | null
  /** What the two have under other addresses of one of them, with the ids of the people here. Only to be read. */
  elsewhere: readonly PairView[]
  /** See `PartnerAddress`. */
  addresses: readonly PartnerAddress[]
  /** What waits for this meeting; null before the document is here. */
  carry: CarryOver | null
  /** How much of the pair's document is here. */
  years: YearsState
  /** The private lane beside the meeting; null where there is none. While hidden there is no word in it. */
  lane: PrivateLaneView | null
  override: PairOverride | null
  /** Null where addresses are known anyway. */
  naming: PanelNaming | null
  /** False while the document is still coming: what is missing may be on its way. */
  isReady: boolean
  topics: TopicLists
  /** When the person said "seen"; null when not, or when something came after it. */
  seenByMeMs: number | null
  seenByPartnerMs: number | null
  state: WholeState
  status: SyncStatus | null
  notices: Notice[]
  busy: ReadonlySet<CommandName>
  announcement: Announcement | null
  /** The topic picked last in this meeting; its choices stay open. */
  pickedId: string | null
  nowMs: number
}

/** What {@link buildPanelView} reads. */
export interface PanelFacts extends Omit<NoticeFacts, 'problem'> {
  /** With the meeting on screen, which may be the place without a date. */
  context: PanelContext | null
  isNext: boolean
  years: YearsState
  lane: PanelView['lane']
  carry: CarryOver | null
  language: 'ja' | 'en' | null
  document: PairView | null
  ownPeriod: RelationPeriod | null
  elsewhere: readonly PairView[]
  isReady: boolean
  drafts: readonly DraftTopic[]
  removedDrafts: readonly DraftTopic[]
  isSharing: (id: string) => boolean
  deliveryOf: (topic: Topic) => TopicDelivery
  isArrived: boolean
  save: SaveState
  busy: ReadonlySet<CommandName>
  announcement: Announcement | null
  pickedId: string | null
  nowMs: number
}

/** Puts together what is drawn. Pure: the same facts give the same view. */
export function buildPanelView(facts: PanelFacts): PanelView {
  const { context } = facts
  const meeting = context?.meeting ?? null
  const self = shownPerson(facts.document, context?.self ?? null)
  const partner = shownPerson(facts.document, context?.partner ?? null)
  const isOver = isAccessOver(facts)
  const topics = listTopics({
    document: facts.document,
    meeting: meeting?.key ?? null,
    self: self?.id ?? null,
    drafts: facts.drafts,
    removedDrafts: facts.removedDrafts,
    isSharing: facts.isSharing,
    deliveryOf: facts.deliveryOf,
  })
  const inDocument = facts.document?.meetings.find((one) => one.key === meeting?.key) ?? null
  return {
    screen: context?.kind ?? 'opening',
    language: facts.language ?? context?.language ?? null,
    theme: context?.theme ?? null,
    frameState: context?.frameState ?? 'hidden',
    isBlank: context?.isBlank ?? false,
    pairId: context?.pairId ?? null,
    self,
    partner,
    meeting,
    stage:
      meeting === null
        ? null
        : stageShown(
            { ...meeting, ended: inDocument?.ended ?? [], topics: inDocument?.topics ?? [] },
            facts.nowMs,
            meeting.endMs,
          ),
    isCalledOff: inDocument?.isCalledOff ?? false,
    isAccessOver: isOver,
    isNext: facts.isNext,
    eventId: facts.isNext ? null : (context?.eventId ?? null),
    document: facts.document,
    ownPeriod: facts.ownPeriod,
    elsewhere: facts.elsewhere,
    addresses: context?.addresses ?? [],
    carry: facts.carry,
    years: facts.years,
    lane: facts.lane,
    override: context?.override ?? null,
    naming: context?.naming ?? null,
    isReady: facts.isReady,
    topics,
    seenByMeMs: seenByMe(inDocument, self, facts.nowMs),
    seenByPartnerMs: inDocument?.seen.find((one) => one.member === partner?.id)?.atMs ?? null,
    state: wholeState(facts),
    status: isOver ? withoutFile(context?.status ?? null) : (context?.status ?? null),
    notices: listNotices({ ...facts, problem: isOver ? null : (context?.status.problem ?? null) }),
    busy: facts.busy,
    announcement: facts.announcement,
    pickedId: facts.pickedId,
    nowMs: facts.nowMs,
  }
}

/** A person under the id that the document shows them by: one of several, after addresses were merged. */
function shownPerson(document: PairView | null, person: Person | null): Person | null {
  if (document === null || person === null) return person
  const id = resolveMember(document.aliases, person.id)
  return id === person.id ? person : { ...person, id }
}

/** A file that was lost is no trouble where the two have closed their relation. */
function isAccessOver({ context, document }: PanelFacts): boolean {
  return document?.period.closed != null && context?.status.problem === 'file/out-of-reach'
}

/** Nothing has to be opened again, and what is here is on this device alone. */
function withoutFile(status: SyncStatus | null): SyncStatus | null {
  return status === null ? null : { ...status, file: null, nextStep: null, problem: null }
}

function seenByMe(meeting: MeetingView | null, self: Person | null, nowMs: number): number | null {
  const mark = meeting?.seen.find((one) => one.member === self?.id)
  if (meeting === null || mark === undefined) return null
  const hasNews = meeting.topics.some(
    (topic) =>
      topic.owner !== self?.id &&
      !topic.isRemoved &&
      topic.createdMs > mark.atMs &&
      // The partner's clock may be years ahead: such a topic would stay news for ever.
      topic.createdMs <= nowMs,
  )
  return hasNews ? null : mark.atMs
}

function wholeState(facts: PanelFacts): WholeState {
  const status = facts.context?.status ?? null
  const isOnline = status?.isOnline ?? true
  const hasSharedFile = status !== null && status.phase !== 'local'
  return {
    save: facts.save,
    delivery: !hasSharedFile
      ? 'device'
      : facts.isArrived
        ? 'arrived'
        : isOnline && status.connection === 'connected' && !isHeldUp(status.problem)
          ? 'on-the-way'
          : 'waiting',
    isOnline,
    lastSyncedMs: status?.lastSyncedMs ?? null,
  }
}

/** Something stands in the way of what has to be sent. */
function isHeldUp(problem: ErrorCode | null): boolean {
  return problem !== null && !isOverAlready(problem)
}
