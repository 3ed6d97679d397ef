/**
 * Runs at most one task per key at a time: who asks while one runs gets the same outcome. The task belongs to
 * nobody who waits for it, so it takes no signal of theirs.
 */
export function createSingleFlight<T>(): (key: string, run: () => Promise<T>) => Promise<T> {
  const flights = new Map<string, Promise<T>>()
  return (key, run) => {
    const running = flights.get(key)
    if (running !== undefined) return running
    const flight = run().finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }
}
