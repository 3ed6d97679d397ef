import type { EventFacts } from '../model/event-facts.ts'
import type { FrameRegistry } from './frames.ts'
import type { EventLearner } from './learn-event.ts'
import type { Recognition } from './recognise.ts'

/** What learning about shown events needs. */
export interface LearnShownDependencies {
  frames: Pick<FrameRegistry, 'all' | 'update'>
  learner: Pick<EventLearner, 'learn'>
  judge: (facts: EventFacts) => Promise<Recognition>
  /** Something in the context of this tab's panel changed. */
  refreshTab: (tabId: number) => void
}

/**
 * Builds what follows when an account was connected or its calendar allowed: the events that panels show by
 * what their page said are asked for once more, so that nobody has to open them again or type in addresses
 * the calendar knows. A panel stays where it stands.
 */
export function createLearnShown(
  dependencies: LearnShownDependencies,
): (signal: AbortSignal) => Promise<void> {
  const { frames } = dependencies
  return async (signal) => {
    for (const { tabId, facts } of await frames.all()) {
      const told = facts === null ? null : await dependencies.learner.learn(facts, signal)
      if (told === null) continue
      const { verdict, record } = await dependencies.judge(told)
      // No 1-on-1 after all: the panel a person may be writing in is not taken away.
      if (record === null && !verdict.isOffered) continue
      await frames.update(tabId, (old) =>
        // Another event was opened meanwhile.
        old?.facts?.eventId !== told.eventId
          ? old
          : {
              ...old,
              facts: told,
              pairId: record?.pairId ?? null,
              isOffered: record === null,
              isPartnerDeclined: verdict.isPartnerDeclined,
            },
      )
      dependencies.refreshTab(tabId)
    }
  }
}
