/** Does work about one thing in the order it was asked for, each piece after the one before has ended. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>

/** Builds it. A piece that fails holds nobody up. Work that asks for a turn of its own key waits for ever. */
export function createTurns(): InTurn {
  /** The end of what was asked for last, by key. */
  const ends = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const turn = (ends.get(key) ?? Promise.resolve()).then(work)
    const end = turn
      .catch(() => undefined)
      .finally(() => {
        if (ends.get(key) === end) ends.delete(key)
      })
    ends.set(key, end)
    return turn
  }
}
