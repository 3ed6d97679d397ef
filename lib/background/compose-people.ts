import type { Random } from '../base/clock.ts'
import { platformSha256 } from '../base/hash.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { dayOfKey } from '../model/meeting.ts'
import type { PairOverride } from '../model/one-on-one.ts'
import type { PairId } from '../model/people.ts'
import type { BackgroundStores } from './background-stores.ts'
import type { DocumentHost } from './document-host.ts'
import type { FrameRegistry } from './frames.ts'
import { createEventLearner } from './learn-event.ts'
import { createPairMover } from './move-pair.ts'
import { createNameBook } from './name-book.ts'
import { createReadNaming } from './panel-naming.ts'
import type { Providers } from './providers.ts'
import { type Recognition, recognise } from './recognise.ts'
import type { SettingsStore } from './settings.ts'
import { createSettleNames } from './settle-names.ts'

/** Who is meant by an event: judging it, names without addresses, and pairs that get their true key. */
export function composePeople(parts: {
  stores: BackgroundStores
  host: DocumentHost
  frames: FrameRegistry
  providers: Pick<Providers, 'accounts' | 'calendarOf'>
  settings: Pick<SettingsStore, 'read'>
  random: Random
  nowMs: () => number
  /** A pair goes on under another id. */
  onMoved: (from: PairId, to: PairId) => void
  report: (thrown: unknown) => void
}) {
  const { stores, host, frames, providers, report } = parts
  const names = createNameBook(stores.names, parts.random)
  const ownAccounts = () => providers.accounts()
  const mover = createPairMover({
    pairs: stores.pairs,
    documents: stores.documents,
    host,
    privates: stores.privates,
    marks: stores.marks,
    async onMoved(from, to) {
      for (const frame of await frames.all()) {
        if (frame.pairId !== from) continue
        await frames.update(frame.tabId, (old) => (old === null ? null : { ...old, pairId: to }))
      }
      parts.onMoved(from, to)
    },
  })
  const settle = createSettleNames({
    pairs: stores.pairs,
    names,
    mover,
    ownAccounts,
    sha256: platformSha256,
  })
  const noteDayKeys = async (pairId: PairId): Promise<void> => {
    const record = await stores.pairs.get(pairId)
    if (record === null || record.hasDayKeys === true) return
    const document = await host.open(pairId, [])
    const { meetings } = document.replica.read()
    document.release()
    if (!meetings.some(({ key }) => dayOfKey(key) !== null)) return
    await stores.pairs.update(pairId, (old) => (old === null ? null : { ...old, hasDayKeys: true }))
  }
  // A panel may still write under the old id: its last words follow.
  host.onCommitted(({ pairId, origin }) => {
    mover.follow(pairId).catch(report)
    if (origin === 'sync') noteDayKeys(pairId).catch(report)
  })
  return {
    names,
    mover,
    settle,
    learner: createEventLearner({ providers, names, settle, nowMs: parts.nowMs }),
    naming: createReadNaming({ names, ownAccounts, settings: parts.settings }),
    judge: (
      facts: EventFacts,
      force: { override: PairOverride | null } | null,
    ): Promise<Recognition> =>
      recognise(facts, force, {
        pairs: stores.pairs,
        names,
        sha256: platformSha256,
        nowMs: parts.nowMs,
        ownAccounts,
        report,
      }),
  }
}
