import { type PairPromise, sortPromises } from '../model/promise.ts'

/**
 * The open promises, and those among `seen` that were ticked off or taken back while they were on screen: they
 * stay in their place, so that nothing jumps from under a finger. Adds what is shown to `seen`.
 */
export function listStanding(promises: readonly PairPromise[], seen: Set<string>): PairPromise[] {
  const shown = promises.filter(
    (one) => (!one.isDone && !one.isRemoved) || (seen.has(one.id) && !one.isRemoved),
  )
  for (const { id } of shown) seen.add(id)
  const byId = new Map(shown.map((one) => [one.id, one]))
  // As if all were open: the order must not depend on the tick.
  return sortPromises(shown.map((one) => ({ ...one, isDone: false }))).flatMap(
    ({ id }) => byId.get(id) ?? [],
  )
}
