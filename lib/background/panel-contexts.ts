import type { TokenProvider } from '../auth/token-provider.ts'
import { coreSegment, segmentForMeeting, segmentsToOpen } from '../document/segments.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { SyncStatus } from '../model/sync-status.ts'
import type { PairRecord } from '../storage/ports.ts'
import type { BackgroundStores } from './background-stores.ts'
import { isUsable } from './canonical-file.ts'
import type { DocumentHost } from './document-host.ts'
import type { FrameRegistry } from './frames.ts'
import { buildPanelContext, emptyStatus, panelMeetingOf, resolveLanguage } from './panel-context.ts'
import { problemToTell } from './record-after-run.ts'
import type { RepairNotices } from './repair-notices.ts'
import type { SettingsStore } from './settings.ts'
import type { SyncService } from './sync-service.ts'
import { buildSyncStatus } from './sync-status.ts'

/** What putting a panel's context together needs. */
export interface PanelContextDependencies {
  stores: BackgroundStores
  frames: FrameRegistry
  settings: SettingsStore
  tokens: TokenProvider
  host: DocumentHost
  sync: () => SyncService
  repairs: Pick<RepairNotices, 'of'>
  isOnline: () => boolean
  browserLanguage: () => string
  nowMs: () => number
}

/** Contexts of panels. */
export interface PanelContexts {
  /** See `PanelHubDependencies.contextFor`. */
  contextFor(tabId: number | null, token: string | null): Promise<PanelContext | null>
  /** The segments a panel needs for what it shows: those every opening needs, and the meeting's own. */
  segmentsFor(context: PanelContext): Promise<string[]>
}

/** Builds the contexts. */
export function createPanelContexts(dependencies: PanelContextDependencies): PanelContexts {
  const { stores, frames, settings, tokens } = dependencies

  const connectionOf = async (record: PairRecord): Promise<SyncStatus['connection']> => {
    if (!(await tokens.isConfigured())) return 'not-configured'
    const accounts = await tokens.accounts()
    if (!accounts.some((one) => one.email === record.account)) return 'not-connected'
    const outcome = dependencies.sync().lastOutcome(record.pairId)
    return outcome?.problem === 'auth/expired' ? 'expired' : 'connected'
  }

  const partnerHomeOf = async (record: PairRecord): Promise<string | null> => {
    const document = await dependencies.host.open(record.pairId, [coreSegment])
    try {
      const { members } = document.replica.read()
      return members.find((one) => one.id === record.partner.id)?.homeFile ?? null
    } finally {
      document.release()
    }
  }

  const statusOf = async (record: PairRecord): Promise<SyncStatus> => {
    const outcome = dependencies.sync().lastOutcome(record.pairId)
    return buildSyncStatus({
      record,
      connection: await connectionOf(record),
      isOnline: dependencies.isOnline(),
      isArrived: await dependencies.sync().isArrived(record),
      partnerHomeFile: await partnerHomeOf(record),
      problem:
        outcome === null ? null : problemToTell(record, outcome, record.files.some(isUsable)),
      repaired: await dependencies.repairs.of(record.pairId),
    })
  }

  const recordOf = async (pairId: PairId | null): Promise<PairRecord | null> =>
    pairId === null ? null : stores.pairs.get(pairId)

  return {
    async contextFor(tabId, token) {
      const frame = tabId === null ? null : await frames.get(tabId)
      // In somebody's page only the frame that carries the token we gave that tab is ours to talk to.
      if (token !== null && frame?.frameToken !== token) return null
      if (token === null && frame !== null) return null
      const record = await recordOf(frame?.pairId ?? null)
      const key = panelMeetingOf(frame?.facts ?? null, false).key
      const { language } = await settings.read()
      return buildPanelContext({
        frame,
        record,
        drafts: record === null ? [] : await stores.privates.draftsOf(record.pairId, key),
        status: record === null ? emptyStatus : await statusOf(record),
        language: resolveLanguage(
          language,
          frame?.pageLanguage ?? null,
          dependencies.browserLanguage(),
        ),
      })
    },

    async segmentsFor(context) {
      if (context.pairId === null) return []
      const nowMs = dependencies.nowMs()
      const present = await stores.documents.segments(context.pairId)
      const segments = segmentsToOpen(present, nowMs)
      if (context.meeting !== null) {
        segments.push(segmentForMeeting(context.meeting, nowMs, present))
      }
      return [...new Set(segments)]
    },
  }
}
