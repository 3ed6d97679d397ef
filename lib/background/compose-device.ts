import type { browser } from 'wxt/browser'
import { AppError } from '../base/app-error.ts'
import type { Clock, Random } from '../base/clock.ts'
import { createErasureCount } from './erasure-count.ts'
import { createEventTimes } from './event-times.ts'
import { createFrameRegistry } from './frames.ts'
import { openStores } from './open-stores.ts'
import { createRepairNotices } from './repair-notices.ts'
import { createSettingsStore } from './settings.ts'

/** What this device keeps by itself: its stores and settings, open calendar tabs, the times of events, repairs and erasures. */
export function composeDevice(parts: {
  browser: typeof browser
  /** See `BackgroundParts`. */
  buildClientId: string
  buildMicrosoftId: string
  clock: Clock
  random: Random
  report: (thrown: unknown) => void
}) {
  const { clock, random, report } = parts
  const { local, managed, session } = parts.browser.storage
  const repairs = createRepairNotices(session)
  const opened = openStores({
    report,
    clock,
    random,
    onCorrupt(pairId) {
      report(new AppError('storage/corrupt', 'record'))
      repairs.note(pairId, 'storage/corrupt').catch(report)
    },
  })
  return {
    opened,
    stores: opened.stores,
    repairs,
    settings: createSettingsStore(local, managed, parts.buildClientId, parts.buildMicrosoftId),
    erasures: createErasureCount(local),
    frames: createFrameRegistry(session, report),
    times: createEventTimes(opened.stores.upcoming, report),
  }
}
