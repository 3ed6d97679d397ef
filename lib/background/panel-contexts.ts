import { coreSegment, segmentForMeeting, segmentsToOpen } from '../document/segments.ts'
import type { DraftTopic, PairView } from '../model/agenda.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { dayOfKey, type MeetingKey } from '../model/meeting.ts'
import type { PanelContext, PanelMeeting, PanelNaming } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import { carriesOver } from '../model/relation-period.ts'
import type { SyncStatus } from '../model/sync-status.ts'
import { withTakenPeriod } from '../model/taken-period.ts'
import type { PairRecord } from '../storage/ports.ts'
import { alignMeeting } from './align-meeting.ts'
import type { BackgroundStores } from './background-stores.ts'
import { isUsable } from './canonical-file.ts'
import type { DocumentHost } from './document-host.ts'
import type { EventHours, EventTimes } from './event-times.ts'
import { drawnFrame, type FrameRecord, type FrameRegistry } from './frames.ts'
import { createKnownStatus } from './known-status.ts'
import { openRecent } from './look-back.ts'
import { readConnection } from './pair-connection.ts'
import { buildPanelContext, emptyStatus, panelMeetingOf, resolveLanguage } from './panel-context.ts'
import type { ResolvePlace } from './panel-places.ts'
import type { PanelCaller } from './panel-teller.ts'
import type { PartnerAddresses } from './partner-addresses.ts'
import type { Providers } from './providers.ts'
import type { Recognition } from './recognise.ts'
import { problemToTell } from './record-after-run.ts'
import type { RepairNotices } from './repair-notices.ts'
import type { SettingsStore } from './settings.ts'
import type { SyncService } from './sync-service.ts'
import { buildSyncStatus } from './sync-status.ts'
import { draftsForMeeting, findCalledOff } from './waiting-drafts.ts'

/** What putting a panel's context together needs. */
export interface PanelContextDependencies {
  stores: BackgroundStores
  frames: FrameRegistry
  times: Pick<EventTimes, 'of'>
  settings: SettingsStore
  providers: Pick<Providers, 'accounts' | 'tokensOf'>
  /** What the panel is told about names; see `createReadNaming`. */
  naming: (facts: EventFacts | null, record: PairRecord | null) => Promise<PanelNaming | null>
  host: DocumentHost
  addresses: Pick<PartnerAddresses, 'othersOf' | 'listFor'>
  resolvePlace: ResolvePlace
  recognise: (facts: EventFacts) => Promise<Recognition>
  sync: () => SyncService
  repairs: Pick<RepairNotices, 'of'>
  isOnline: () => boolean
  browserLanguage: () => string
  nowMs: () => number
  /** The status of a pair was found to have changed: its panels must be told. */
  onStatusChanged: (pairId: PairId) => void
  report: (thrown: unknown) => void
}

/** Contexts of panels. */
export interface PanelContexts {
  /** See `PanelHubDependencies.contextFor`. */
  contextFor(who: PanelCaller): Promise<PanelContext | null>
  /** The pair was edited: what was last known of its status is no longer true. */
  forgetStatus(pairId: PairId): void
  /** Everything was erased. */
  forgetAll(): void
  /**
   * The segments a panel needs for what it shows: those every opening needs, those of open promises, the year of
   * the last 1-on-1, and the meeting's own; with `isAll`, every one that is stored.
   */
  segmentsFor(context: PanelContext, isAll: boolean): Promise<string[]>
}

/** Builds the contexts. */
export function createPanelContexts(dependencies: PanelContextDependencies): PanelContexts {
  const { stores, frames, settings, times } = dependencies

  const readCore = async (record: PairRecord): Promise<PairView> => {
    const document = await dependencies.host.open(record.pairId, [coreSegment])
    try {
      return document.replica.read()
    } finally {
      document.release()
    }
  }

  /** What is stored and shows what the two have now; see `openRecent`. */
  const recentSegments = async (pairId: PairId, present: readonly string[]): Promise<string[]> => {
    const { document, segments } = await openRecent(pairId, present, [], dependencies)
    document.release()
    return segments
  }

  /** The meeting under the key the document knows it by; the document is read only where there may be another. */
  const align = async (record: PairRecord, meeting: PanelMeeting): Promise<PanelMeeting> => {
    if (dayOfKey(meeting.key) === null && record.hasDayKeys !== true) return meeting
    const present = await stores.documents.segments(record.pairId)
    const segment = segmentForMeeting(meeting, dependencies.nowMs(), present)
    const document = await dependencies.host.open(record.pairId, [coreSegment, segment])
    try {
      return { ...meeting, key: alignMeeting(meeting, document.replica.read().meetings) }
    } finally {
      document.release()
    }
  }

  /** The hour of the day may decide the segment, and what was begun by the day alone must stay in its own. */
  const withHours = (meeting: PanelMeeting, hours: EventHours | null): PanelMeeting => {
    if (hours === null || meeting.startMs !== null) return meeting
    const timed = { ...meeting, ...hours }
    const [before, after] = [meeting, timed].map((one) =>
      segmentForMeeting(one, dependencies.nowMs()),
    )
    return before === after ? timed : meeting
  }

  const draftsOf = async (
    record: PairRecord,
    core: PairView,
    meeting: PanelMeeting,
    toldKey: MeetingKey,
  ): Promise<DraftTopic[]> => {
    const drafts = await stores.privates.allDrafts()
    const others = await dependencies.addresses.othersOf(record.pairId)
    const elsewhere = others.map(({ pairId }) => pairId)
    const { period } = withTakenPeriod(core, await Promise.all(others.map(readCore)))
    const waiting = drafts.filter(
      ({ pairId }) => pairId === record.pairId || elsewhere.includes(pairId),
    )
    return draftsForMeeting({
      // Begun under another address of the partner, a draft goes on with the one that is open.
      drafts: waiting.map((draft) => ({
        ...draft,
        pairId: record.pairId,
        // One begun before the document told the event's other key goes on with the event.
        meeting: draft.meeting === toldKey ? meeting.key : draft.meeting,
      })),
      calledOff: await findCalledOff(waiting, stores.marks),
      meeting,
      remembered: [record, ...others].flatMap((one) => one.meetings),
      isCarrying: carriesOver(period),
      nowMs: dependencies.nowMs(),
    })
  }

  const statusOf = async (record: PairRecord, core: PairView): Promise<SyncStatus> => {
    const outcome = dependencies.sync().lastOutcome(record.pairId)
    return buildSyncStatus({
      record,
      ...(await readConnection(record, outcome, dependencies.providers)),
      isOnline: dependencies.isOnline(),
      isArrived: await dependencies.sync().isArrived(record),
      partnerHomeFile: core.members.find((one) => one.id === record.partner.id)?.homeFile ?? null,
      problem:
        outcome === null ? null : problemToTell(record, outcome, record.files.some(isUsable)),
      repaired: await dependencies.repairs.of(record.pairId),
    })
  }

  const knownStatus = createKnownStatus({
    onChanged: dependencies.onStatusChanged,
    report: dependencies.report,
  })

  const recordOf = async (frame: FrameRecord | null): Promise<PairRecord | null> => {
    if (frame === null || frame.pairId === null) return null
    const kept = await stores.pairs.get(frame.pairId)
    // A new pair that a full disk refused died with the worker: the event it came from is still known.
    return (
      kept ?? (frame.facts === null ? null : (await dependencies.recognise(frame.facts)).record)
    )
  }

  return {
    async contextFor({ tabId, token, place }) {
      const frame = tabId === null ? null : drawnFrame(await frames.get(tabId))
      // In somebody's page only the frame that carries the token we gave that tab is ours to talk to; outside
      // of one there are no tokens.
      if (tabId === null ? token !== null : token === null || frame?.frameToken !== token)
        return null
      const placed = place === null ? null : await dependencies.resolvePlace(place)
      const facts = placed === null ? (frame?.facts ?? null) : placed.facts
      const isRead = facts === null ? null : times.of(facts)
      const record = placed?.record ?? (await recordOf(frame))
      const told =
        placed?.meeting ?? panelMeetingOf(frame?.facts ?? null, frame?.isPartnerDeclined ?? false)
      const aligned = record === null ? told : await align(record, told)
      const meeting = withDayShared(withHours(aligned, await isRead), record)
      const [core, { language }] = await Promise.all([
        record === null ? null : readCore(record),
        settings.read(),
      ])
      const [drafts, status] =
        record === null || core === null
          ? [[], emptyStatus]
          : await Promise.all([
              draftsOf(record, core, meeting, told.key),
              knownStatus.read(record.pairId, () => statusOf(record, core)),
            ])
      return buildPanelContext({
        naming: await dependencies.naming(frame?.facts ?? null, record),
        frame,
        record,
        meeting,
        drafts,
        status,
        addresses: record === null ? [] : await dependencies.addresses.listFor(record.pairId),
        language: resolveLanguage(
          language,
          frame?.pageLanguage ?? null,
          dependencies.browserLanguage(),
        ),
      })
    },

    forgetStatus: knownStatus.forget,
    forgetAll: knownStatus.forgetAll,

    async segmentsFor(context, isAll) {
      if (context.pairId === null) return []
      const nowMs = dependencies.nowMs()
      const present = await stores.documents.segments(context.pairId)
      const segments = [
        ...segmentsToOpen(present, nowMs),
        ...(isAll ? present : await recentSegments(context.pairId, present)),
      ]
      if (context.meeting !== null) {
        segments.push(segmentForMeeting(context.meeting, nowMs, present))
      }
      return [...new Set(segments)]
    },
  }
}

/** By the day alone several 1-on-1s of a day are one: the person is told. */
function withDayShared(meeting: PanelMeeting, record: PairRecord | null): PanelMeeting {
  if (dayOfKey(meeting.key) === null) return meeting
  const known = record?.meetings.find(({ key }) => key === meeting.key)
  return known?.alsoEvents === undefined ? meeting : { ...meeting, isDayShared: true }
}
