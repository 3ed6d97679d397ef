import type { Timers } from '../base/clock.ts'
import { eraseEverything } from '../storage/erase-everything.ts'
import type { DocumentHost } from './document-host.ts'
import type { ErasureCount } from './erasure-count.ts'
import type { FrameControl } from './frame-control.ts'
import type { FrameRegistry } from './frames.ts'
import type { OpenedStores } from './open-stores.ts'
import type { PanelContexts } from './panel-contexts.ts'
import type { PanelHub } from './panel-hub.ts'
import type { Providers } from './providers.ts'
import type { SyncService } from './sync-service.ts'

/** Everything that holds or may bring back what is erased. */
export interface EraseParts {
  opened: OpenedStores
  erasures: ErasureCount
  hub: () => PanelHub
  sync: SyncService
  host: DocumentHost
  accounts: Pick<Providers, 'forgetAll'>
  frames: FrameRegistry
  control: Pick<FrameControl, 'set'>
  contexts: Pick<PanelContexts, 'forgetAll'>
  /** `browser.storage.session`: links, notices and tokens of this session. */
  session: { clear(): Promise<void> }
  timers: Timers
}

/** Panels get this long to end what they were about; a sign-in window may stand for minutes. */
const patienceMs = 2_000

/**
 * Erases everything on this device except the settings. Whatever is open holds copies, so they are void
 * first: no panel is heard, no run goes on, no live document is kept. Shared files are untouched; whoever
 * connects again gets their content back from there. Rejects with the `AppError` of storage.
 */
export function createEraseAll(parts: EraseParts): () => Promise<void> {
  const { opened, sync, host, frames, control } = parts
  const { pairs, documents } = opened.stores

  const hideFrames = async (): Promise<void> => {
    for (const tabId of await frames.forgetEvents()) await control.set(tabId, 'hidden')
  }

  return async () => {
    // Counted first: a worker that dies half way leaves panels that begin anew, never ones that refill.
    await parts.erasures.grow()
    const panels = parts.hub().voidAll()
    try {
      await Promise.race([
        panels.settled,
        new Promise<void>((resolve) => {
          parts.timers.after(patienceMs, resolve)
        }),
      ])
      await parts.accounts.forgetAll()
      const known = (await pairs.list()).map(({ pairId }) => pairId)
      const stored = await documents.pairIds()
      await Promise.all([...new Set([...known, ...stored])].map((pairId) => sync.forget(pairId)))
      await host.discardAll()
      await parts.session.clear()
      await hideFrames()
      await eraseEverything(opened.databases)
      pairs.reload()
      parts.contexts.forgetAll()
    } finally {
      panels.release()
    }
  }
}
