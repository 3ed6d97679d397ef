import type { Faults } from './faults.ts'
import type { Life } from './life.ts'
import type { Stream } from './seeded-streams.ts'
import type { VirtualTime } from './virtual-time.ts'

/** One device's connection to the provider. */
export interface Connection {
  person: string
  isOnline(): boolean
  isSignedIn(): boolean
  faults(): Faults
  random: Stream
}

/**
 * Sends something that takes `lengthMs`: `act` happens at the provider at `share` of it, also when its sender
 * has died by then. `offline`: nothing left the device. `lost`: no answer came.
 */
export type ProviderLine = <T>(
  lengthMs: number,
  share: number,
  act: () => T,
) => Promise<T | 'lost' | 'offline'>

/** The line of one life of a device's worker. */
export function openLine(time: VirtualTime, connection: Connection, life: Life): ProviderLine {
  const { random } = connection
  return <T>(lengthMs: number, share: number, act: () => T) =>
    new Promise<T | 'lost' | 'offline'>((resolve) => {
      const answer = (value: T | 'lost' | 'offline') => life.deliver(() => resolve(value))
      if (!connection.isOnline()) {
        time.after(random.between(1, 20), () => answer('offline'))
        return
      }
      if (random.chance(connection.faults().droppedRequests)) {
        time.after(lengthMs * 3, () => answer('lost'))
        return
      }
      time.after(lengthMs * share, () => {
        const value = act()
        time.after(lengthMs * (1 - share), () => answer(connection.isOnline() ? value : 'lost'))
      })
    })
}
