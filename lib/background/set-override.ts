import type { EventFacts } from '../model/event-facts.ts'
import type { PairOverride } from '../model/one-on-one.ts'
import type { PairStore } from '../storage/ports.ts'
import type { FrameControl } from './frame-control.ts'
import type { FrameRegistry } from './frames.ts'
import type { PanelView } from './panel-hub.ts'
import type { Recognition } from './recognise.ts'

/** Stores what the person decided about a partner, from the panel that asked. */
export type SetOverride = (panel: PanelView, override: PairOverride | null) => Promise<void>

/** Builds it. In a calendar page the event is judged anew, and "never" takes the panel out of the way. */
export function createSetOverride(dependencies: {
  pairs: PairStore
  frames: FrameRegistry
  control: FrameControl
  /** The event the panel shows; null where none is known. */
  factsOf: (panel: PanelView) => Promise<EventFacts | null>
  judge: (facts: EventFacts, force: { override: PairOverride | null }) => Promise<Recognition>
  refreshPanels: (filter: { tabId: number } | { pairId: string }) => void
}): SetOverride {
  const { pairs, frames, control, refreshPanels } = dependencies
  return async (panel, override) => {
    const { tabId, pairId } = panel
    if (tabId === null) {
      if (pairId === null) return
      await pairs.update(pairId, (record) => (record === null ? null : { ...record, override }))
      refreshPanels({ pairId })
      return
    }
    const facts = await dependencies.factsOf(panel)
    if (facts === null) return
    const { verdict, record } = await dependencies.judge(facts, { override })
    await frames.update(tabId, (frame) =>
      frame === null
        ? null
        : {
            ...frame,
            pairId: record?.pairId ?? null,
            isOffered: record === null && verdict.isOffered,
          },
    )
    if (override === 'never') await control.set(tabId, 'hidden')
    refreshPanels({ tabId })
  }
}
