import type { KeyValueArea } from '../../lib/auth/key-value-area.ts'

/** A `storage` area in memory. Values are copied in and out as the browser's are. */
export function createMemoryArea(): KeyValueArea & { all(): Record<string, unknown> } {
  const items = new Map<string, unknown>()
  return {
    async get(keys) {
      const found = keys.filter((key) => items.has(key))
      return Object.fromEntries(found.map((key) => [key, structuredClone(items.get(key))]))
    },
    async set(changes) {
      for (const [key, value] of Object.entries(changes)) items.set(key, structuredClone(value))
    },
    async remove(keys) {
      for (const key of keys) items.delete(key)
    },
    all: () => Object.fromEntries(items),
  }
}
