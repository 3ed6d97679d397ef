import type { DraftTopic } from '../model/agenda.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { meetingKeyOf, undatedMeeting } from '../model/meeting.ts'
import type {
  PanelContext,
  PanelMeeting,
  PanelNaming,
  PartnerAddress,
} from '../model/panel-context.ts'
import type { SyncStatus } from '../model/sync-status.ts'
import type { PairRecord } from '../storage/ports.ts'
import type { FrameRecord } from './frames.ts'
import type { Settings } from './settings.ts'

/** Status of a pair nothing is known about yet. */
export const emptyStatus: SyncStatus = {
  isOnline: true,
  connection: 'not-connected',
  phase: 'local',
  lastSyncedMs: null,
  file: null,
  readers: { kind: 'only-me', others: [], checkedMs: null },
  nextStep: null,
  problem: null,
}

/** The event as the panel shows it; the waiting place without a date when `facts` is null. */
export function panelMeetingOf(facts: EventFacts | null, isPartnerDeclined: boolean): PanelMeeting {
  if (facts === null) {
    return {
      key: undatedMeeting,
      title: '',
      startMs: null,
      endMs: null,
      day: null,
      whenText: '',
      isPartnerDeclined: false,
    }
  }
  return {
    key: meetingKeyOf(facts),
    title: facts.title,
    startMs: facts.startMs,
    endMs: facts.endMs,
    day: facts.day,
    whenText: facts.whenText,
    isPartnerDeclined,
  }
}

/** The language to speak: the person's choice, else the page's, else the browser's. */
export function resolveLanguage(
  choice: Settings['language'],
  pageLanguage: string | null,
  browserLanguage: string,
): 'ja' | 'en' {
  if (choice !== 'auto') return choice
  return (pageLanguage ?? browserLanguage).toLowerCase().startsWith('ja') ? 'ja' : 'en'
}

/** What a panel is told, put together from its parts. `record` is null unless the event is a 1-on-1. */
export function buildPanelContext(parts: {
  naming: PanelNaming | null
  frame: FrameRecord | null
  record: PairRecord | null
  /** What is shown; the panel gets it only with a pair or an offer. */
  meeting: PanelMeeting
  drafts: DraftTopic[]
  status: SyncStatus
  addresses: PartnerAddress[]
  language: 'ja' | 'en'
}): PanelContext {
  const { frame, record } = parts
  return {
    kind: record !== null ? 'pair' : frame?.isOffered === true ? 'offer' : 'none',
    pairId: record?.pairId ?? null,
    self: record?.self ?? null,
    partner: record?.partner ?? null,
    meeting: record !== null || frame?.isOffered === true ? parts.meeting : null,
    eventId: frame?.facts?.eventId ?? null,
    override: record?.override ?? null,
    naming: parts.naming,
    drafts: parts.drafts,
    // A page that cannot be read is the nearest trouble, whatever else there is.
    status: frame?.trouble == null ? parts.status : { ...parts.status, problem: frame.trouble },
    frameState: frame?.frameState ?? 'open',
    ...(frame?.frameState === 'hidden' && frame.near === null && { isBlank: true }),
    theme: frame?.theme ?? null,
    addresses: parts.addresses,
    language: parts.language,
  }
}
