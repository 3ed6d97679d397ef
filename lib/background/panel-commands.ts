import type { Access } from '../auth/token-provider.ts'
import type { ErrorCode } from '../base/app-error.ts'
import { fromBase64 } from '../base/bytes.ts'
import type { PanelCommand } from '../messaging/panel-command-schemas.ts'
import type { ProviderName } from '../model/account.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { PairOverride } from '../model/one-on-one.ts'
import type { FrameState } from '../model/panel-context.ts'
import { normaliseEmail, type PairId } from '../model/people.ts'
import { type NamedFile, nameFile, parseNamedFile } from '../remote/named-file.ts'
import type { PairStore } from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'
import type { AbsorbFile } from '../sync/absorb-file.ts'
import { type AccountDesk, signInTimeoutMs } from './account-desk.ts'
import type { DocumentHost } from './document-host.ts'
import { createDraftDesk } from './draft-desk.ts'
import type { Elsewhere } from './elsewhere.ts'
import type { EndAccess } from './end-access.ts'
import type { PairLink } from './link-pair.ts'
import type { PanelView } from './panel-hub.ts'
import type { PartnerAddresses } from './partner-addresses.ts'
import type { RunPeopleCommand } from './people-commands.ts'
import type { PrivateLane } from './private-lane.ts'
import { signInHint } from './sign-in-hint.ts'

/** What carrying out a panel's commands needs. */
export interface PanelCommandDependencies {
  privates: PrivateStore
  pairs: PairStore
  lane: PrivateLane
  host: DocumentHost
  link: PairLink
  accounts: Pick<AccountDesk, 'connect'>
  /** The event the panel shows; null where none is known. */
  factsOf: (panel: PanelView) => Promise<EventFacts | null>
  /** Stores what the person decided and judges the event anew. */
  setOverride: (panel: PanelView, override: PairOverride | null) => Promise<void>
  setFrame: (tabId: number, frameState: FrameState) => Promise<void>
  returnFocus: (tabId: number) => Promise<void>
  openOptions: () => Promise<void>
  /** Edits were committed by the background itself. */
  onEdited: (pairId: PairId) => void
  /** Runs sync where it may run at once; resolves to the problem it met, null otherwise. */
  endAccess: EndAccess
  addresses: Pick<PartnerAddresses, 'merge' | 'separate' | 'othersOf' | 'isPartnerAt'>
  elsewhere: Pick<Elsewhere, 'run'>
  people: RunPeopleCommand
  /** Merges a file that was handed over. */
  absorbFile: AbsorbFile
  /** The id under which a pair is kept now. */
  currentPair: (pairId: PairId) => Promise<PairId>
  syncNow: (pairId: PairId) => Promise<ErrorCode | null>
  /** The person has read what was put right. */
  forgetRepair: (pairId: PairId) => Promise<void>
  refreshPair: (pairId: PairId) => void
}

/** Carries out one command of a panel; resolves to the code to tell the person, or null. */
export type RunPanelCommand = (command: PanelCommand, panel: PanelView) => Promise<ErrorCode | null>

/** Builds the commands. */
export function createPanelCommands(dependencies: PanelCommandDependencies): RunPanelCommand {
  const { lane, link, addresses } = dependencies
  const drafts = createDraftDesk({ ...dependencies, othersOf: addresses.othersOf })

  const withPair = async (
    panel: PanelView,
    work: (pairId: PairId, facts: EventFacts | null) => Promise<ErrorCode | null>,
  ): Promise<ErrorCode | null> => {
    if (panel.pairId === null) return 'message/invalid'
    const error = await work(panel.pairId, await dependencies.factsOf(panel))
    dependencies.refreshPair(panel.pairId)
    return error
  }

  const connect = async (
    panel: PanelView,
    provider: ProviderName | undefined,
    access: Access | undefined,
  ): Promise<ErrorCode | null> => {
    const { self, status } = panel.context
    const target = provider ?? status.provider ?? 'google'
    const facts = await dependencies.factsOf(panel)
    const error = await dependencies.accounts.connect(
      target,
      signInHint(self?.email ?? null, facts, target),
      access === undefined ? [] : [access],
    )
    if (error !== null) return error
    // With an account, or what its calendar tells, a pair known by name may have come to its true key.
    const pairId = panel.pairId === null ? null : await dependencies.currentPair(panel.pairId)
    return withPair({ ...panel, pairId }, async (pairId, facts) => {
      const error = await link.refresh(pairId, facts, AbortSignal.timeout(requestTimeoutMs))
      await dependencies.syncNow(pairId)
      return error
    })
  }

  const pick = (panel: PanelView, file: NamedFile | null): Promise<ErrorCode | null> =>
    withPair(panel, async (pairId, facts) => {
      const error = await link.pick(pairId, file, facts, AbortSignal.timeout(signInTimeoutMs))
      const problem = await dependencies.syncNow(pairId)
      // The wrong file was picked: it is forgotten at once, so only this answer can say so.
      return problem === 'file/foreign' ? problem : error
    })

  return async (command, panel) => {
    switch (command.name) {
      case 'draft-put':
        return drafts.put(command.draft)
      case 'draft-remove':
        if (panel.pairId === null) return 'message/invalid'
        await drafts.remove(command.draftId, panel.pairId)
        return null
      case 'draft-share':
        return drafts.share(command.draftId, panel)
      case 'note-put':
        return lane.put(command.note, await dependencies.currentPair(command.note.pairId))
      case 'note-remove':
        await lane.remove(command.noteId)
        return null
      case 'private-hide':
        await lane.hide(command.isHidden)
        return null
      case 'override':
        await dependencies.setOverride(panel, command.override)
        return null
      case 'frame':
        if (panel.tabId !== null) await dependencies.setFrame(panel.tabId, command.frameState)
        return null
      case 'return-focus':
        if (panel.tabId !== null) await dependencies.returnFocus(panel.tabId)
        return null
      case 'connect':
        return connect(panel, command.provider, command.access)
      case 'share-file':
        return withPair(panel, async (pairId, facts) => {
          const signal = AbortSignal.timeout(requestTimeoutMs)
          const email = command.email === undefined ? null : normaliseEmail(command.email)
          // Shared with the partner alone, at an address the person said is theirs.
          if (email !== null && !(await addresses.isPartnerAt(pairId, email))) {
            return 'message/invalid'
          }
          const error = await link.share(pairId, facts, signal, command.provider ?? null, email)
          await dependencies.syncNow(pairId)
          return error
        })
      case 'pick':
        return pick(
          panel,
          command.fileId === null ? null : nameFile(command.home ?? 'google', command.fileId),
        )
      case 'paste-link': {
        const file = parseNamedFile(command.link)
        if (file === null) return 'file/not-a-link'
        return pick(panel, file)
      }
      case 'load-all':
      case 'export-file':
        // Carried out by the hub, which holds the panel's segments and its line.
        return 'message/invalid'
      case 'end-access':
        return withPair(panel, async (pairId) => {
          // The closing words are in the file before it is closed to the one they are for.
          const problem = await dependencies.syncNow(pairId)
          if (problem !== null) return problem
          return dependencies.endAccess(pairId, AbortSignal.timeout(requestTimeoutMs))
        })
      case 'same-person': {
        if (panel.pairId === null) return 'message/invalid'
        const decide = command.isSame ? addresses.merge : addresses.separate
        return decide(panel.pairId, command.pairId)
      }
      case 'elsewhere':
        return dependencies.elsewhere.run(command, panel.context)
      case 'choose-person':
      case 'other-person':
      case 'tell-addresses':
        return dependencies.people(command, panel)
      case 'import-file':
        return withPair(panel, async (pairId) => {
          const bytes = fromBase64(command.bytes)
          if (bytes === null) return 'message/invalid'
          const error = await dependencies.absorbFile(pairId, bytes)
          dependencies.onEdited(pairId)
          return error
        })
      case 'sync-now':
        return withPair(panel, async (pairId, facts) => {
          const error = await link.refresh(pairId, facts, AbortSignal.timeout(requestTimeoutMs))
          await dependencies.syncNow(pairId)
          return error
        })
      case 'dismiss':
        return withPair(panel, async (pairId) => {
          await dependencies.forgetRepair(pairId)
          return null
        })
      case 'open-options':
        await dependencies.openOptions()
        return null
    }
  }
}

/** Several requests in a row: create, share, attach, read back. */
const requestTimeoutMs = 60_000
