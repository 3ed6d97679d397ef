import type { KeyValueArea } from '../auth/key-value-area.ts'

/**
 * How often everything on this device was erased. A panel that slept through it says an older number when it
 * joins again, and is told to begin anew instead of handing back what it holds.
 */
export interface ErasureCount {
  read(): Promise<number>
  grow(): Promise<void>
}

const key = 'erasures'

/** A count in `local`, where it outlives what is erased. */
export function createErasureCount(local: KeyValueArea): ErasureCount {
  // Only this worker changes it, so one read per life is enough.
  let loaded: Promise<number> | null = null
  const read = (): Promise<number> => {
    loaded ??= local.get([key]).then((items) => {
      const count = items[key]
      return typeof count === 'number' ? count : 0
    })
    return loaded
  }
  return {
    read,
    async grow() {
      const next = (await read()) + 1
      loaded = Promise.resolve(next)
      await local.set({ [key]: next })
    },
  }
}
