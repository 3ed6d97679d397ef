import { AppError } from '../base/app-error.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { PairId } from '../model/people.ts'
import type { AbsorbFile } from '../sync/absorb-file.ts'
import type { DocumentTools } from '../sync/document-tools.ts'
import type { AccountDesk } from './account-desk.ts'
import type { BackgroundStores } from './background-stores.ts'
import type { composeLink } from './compose-link.ts'
import type { composePeople } from './compose-people.ts'
import type { DocumentHost } from './document-host.ts'
import type { Elsewhere } from './elsewhere.ts'
import type { ErasureCount } from './erasure-count.ts'
import type { FrameControl } from './frame-control.ts'
import type { FrameRegistry } from './frames.ts'
import { createPanelCommands } from './panel-commands.ts'
import type { PanelContexts } from './panel-contexts.ts'
import { createPanelHub, type PanelHub, type PanelView } from './panel-hub.ts'
import type { PartnerAddresses } from './partner-addresses.ts'
import { createPeopleCommands } from './people-commands.ts'
import type { PrivateLane } from './private-lane.ts'
import type { RepairNotices } from './repair-notices.ts'
import { createSetOverride } from './set-override.ts'
import type { SyncService } from './sync-service.ts'

/** Requests for one look at an event and its file end after this. */
const lookTimeoutMs = 60_000

/** The connected panels, what they may ask for, and what follows from what they say. */
export function composePanels(parts: {
  stores: BackgroundStores
  tools: DocumentTools
  host: DocumentHost
  sync: SyncService
  absorbFile: AbsorbFile
  link: ReturnType<typeof composeLink>
  people: ReturnType<typeof composePeople>
  contexts: PanelContexts
  lane: PrivateLane
  addresses: PartnerAddresses
  elsewhere: Elsewhere
  accounts: AccountDesk
  frames: FrameRegistry
  control: FrameControl
  repairs: RepairNotices
  erasures: ErasureCount
  /** The event a panel shows; null where none is known. */
  factsOf: (panel: PanelView) => Promise<EventFacts | null>
  /** An edit was committed by the background itself. */
  edited: (pairId: PairId) => void
  refreshTab: (tabId: number) => void
  openOptions: () => Promise<void>
  noteShown: (pairId: PairId, meeting: MeetingKey) => Promise<void>
  report: (thrown: unknown) => void
}): PanelHub {
  const { stores, host, sync, people, contexts, lane, addresses, elsewhere } = parts
  const { control, frames, factsOf, edited, report } = parts
  const { link, opening, keepHome, endAccess, encodeFile } = parts.link

  const lookAfter = async (pairId: PairId, panel: PanelView): Promise<void> => {
    const facts = await factsOf(panel)
    const code = await opening.lookAfter(pairId, facts, AbortSignal.timeout(lookTimeoutMs))
    if (code !== null) report(new AppError(code, 'look'))
    if (await keepHome(pairId)) edited(pairId)
    hub.refresh({ pairId })
    await sync.setVisible(pairId, true)
  }
  const setOverride = createSetOverride({
    pairs: stores.pairs,
    frames,
    control,
    factsOf,
    judge: people.judge,
    refreshPanels: (filter) => hub.refresh(filter),
  })
  const hub = createPanelHub({
    host,
    tools: parts.tools,
    device: stores.device,
    contextFor: contexts.contextFor,
    privateFor: lane.pushFor,
    elsewhereFor: elsewhere.pushFor,
    segmentsFor: contexts.segmentsFor,
    erasures: parts.erasures.read,
    encodeFile,
    isKnownPair: async (pairId) => (await stores.pairs.get(pairId)) !== null,
    run: createPanelCommands({
      privates: stores.privates,
      pairs: stores.pairs,
      lane,
      host,
      link,
      endAccess,
      accounts: parts.accounts,
      people: createPeopleCommands({
        pairs: stores.pairs,
        names: people.names,
        factsOf,
        setOverride,
        settle: people.settle,
      }),
      absorbFile: parts.absorbFile,
      currentPair: people.mover.current,
      addresses,
      elsewhere,
      factsOf,
      setOverride,
      async setFrame(tabId, frameState) {
        await control.set(tabId, frameState)
        parts.refreshTab(tabId)
      },
      returnFocus: (tabId) => control.returnFocus(tabId),
      openOptions: parts.openOptions,
      onEdited: edited,
      async syncNow(pairId) {
        if (await keepHome(pairId)) edited(pairId)
        return (await sync.syncNow(pairId))?.problem ?? null
      },
      forgetRepair: parts.repairs.forget,
      refreshPair: (pairId) => hub.refresh({ pairId }),
    }),
    onEdited: edited,
    onPainted: (pairId, panel) => lookAfter(pairId, panel).catch(report),
    onShown: (pairId, meeting) => parts.noteShown(pairId, meeting).catch(report),
    onNetwork(pairId, isOnline) {
      if (isOnline) sync.resume([pairId]).catch(report)
      hub.refresh({ pairId })
    },
    onHidden: (pairId) => sync.setVisible(pairId, false).catch(report),
    report,
  })
  return hub
}
