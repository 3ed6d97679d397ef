import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import { absorbRemote } from './absorb-remote.ts'
import { createStateMemory } from './state-memory.ts'
import type { SyncDependencies } from './sync-dependencies.ts'

/**
 * Merges the bytes of a pair's file that came by mail or chat, under the same checks as those from a shared
 * file. Resolves to the code to tell, null when all of it is in. What does not parse is put aside, and what is
 * sound of it merged; `file/foreign` for another pair's file, and nothing is changed.
 */
export type AbsorbFile = (pairId: PairId, bytes: Uint8Array) => Promise<ErrorCode | null>

/** Builds it. */
export function createAbsorbFile(parts: SyncDependencies): AbsorbFile {
  const { tools, document, clock } = parts
  return async (pairId, bytes) => {
    const decoded = await tools.decodeFile(bytes, pairId)
    if (!decoded.ok && decoded.error.reason !== 'corrupt') {
      const { reason } = decoded.error
      return reason === 'empty' ? 'file/corrupt' : `file/${reason}`
    }
    const isWhole = decoded.ok
    if (!isWhole) await document.quarantine(pairId, 'file/corrupt', bytes, clock.nowMs())
    const segments = decoded.ok
      ? decoded.value.segments
      : decoded.error.reason === 'corrupt'
        ? decoded.error.intact
        : []
    const dependencies = { ...parts, memory: createStateMemory(tools) }
    // The file that both settle on is the shared one, where there is one: never this.
    const absorbed = await absorbRemote(dependencies, pairId, segments, null, false)
    return isWhole && !absorbed.isDamaged ? null : 'file/corrupt'
  }
}
