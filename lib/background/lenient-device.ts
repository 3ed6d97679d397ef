import { errorCodeOf } from '../base/app-error.ts'
import type { DeviceStore } from '../storage/ports.ts'

/**
 * Client ids also while the disk is full: reading and typing must go on, and only a save may fail. An id
 * that could not be kept is fresh and lives as long as this worker, which is always safe: nobody else writes
 * under it. `draw` makes one; `report` is told of each refusal.
 */
export function createLenientDevice(
  device: DeviceStore,
  draw: () => number,
  report: (thrown: unknown) => void,
): DeviceStore {
  let ownUnkept: number | null = null
  const leasedUnkept = new Map<string, number>()

  const orElse = async (keep: () => Promise<number>, instead: () => number): Promise<number> => {
    try {
      return await keep()
    } catch (thrown) {
      if (!errorCodeOf(thrown).startsWith('storage/')) throw thrown
      report(thrown)
      return instead()
    }
  }

  return {
    ...device,
    ownClientId: () =>
      orElse(
        () => device.ownClientId(),
        () => {
          ownUnkept ??= draw()
          return ownUnkept
        },
      ),
    leaseClientId: (panelId, heldClientId) =>
      orElse(
        () => device.leaseClientId(panelId, heldClientId),
        () => {
          const clientId = heldClientId ?? leasedUnkept.get(panelId) ?? draw()
          leasedUnkept.set(panelId, clientId)
          return clientId
        },
      ),
    async clientIds() {
      const unkept = [...(ownUnkept === null ? [] : [ownUnkept]), ...leasedUnkept.values()]
      return [...(await device.clientIds()), ...unkept]
    },
  }
}
