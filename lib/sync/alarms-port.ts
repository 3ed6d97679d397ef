/**
 * Wake-ups that outlive the worker. One alarm per name; setting a name again replaces it. Implemented by
 * `browser-alarms.ts` and by the simulator.
 */
export interface Alarms {
  /** Fires once after about `delayMs`; never sooner than {@link minimumAlarmMs}. */
  set(name: string, delayMs: number): Promise<void>
  clear(name: string): Promise<void>
  /** Names of the alarms that are set. */
  names(): Promise<string[]>
  /**
   * Called with the name of each alarm that fires. Must be registered in the first turn of a worker's
   * life, or the event that started the worker is lost. Returns the function that stops it.
   */
  onFired(listener: (name: string) => void): () => void
}

/** The shortest alarm a packed extension may set. https://developer.chrome.com/docs/extensions/reference/api/alarms */
export const minimumAlarmMs = 30_000
