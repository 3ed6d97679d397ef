import type { EventFacts } from '../model/event-facts.ts'
import { drawnFrame, type FrameRegistry } from './frames.ts'
import type { PanelView } from './panel-hub.ts'
import type { ResolvePlace } from './panel-places.ts'

/**
 * The event a panel shows. Null where none is known, and once its page shows an event of another pair: between what a
 * panel asked and its being done the person may have opened one, and a pair's file must not meet it there.
 */
export type FactsOf = (
  panel: Pick<PanelView, 'tabId' | 'place' | 'pairId'>,
) => Promise<EventFacts | null>

/** Builds it. */
export function createFactsOf(parts: {
  frames: Pick<FrameRegistry, 'get'>
  resolvePlace: ResolvePlace
}): FactsOf {
  return async ({ tabId, place, pairId }) => {
    if (place !== null) return (await parts.resolvePlace(place))?.facts ?? null
    const frame = tabId === null ? null : drawnFrame(await parts.frames.get(tabId))
    return frame === null || frame.pairId !== pairId ? null : frame.facts
  }
}
