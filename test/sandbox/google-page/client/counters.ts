/** What tests read through `window.__page`: how often the page did something to somebody else's nodes. */
export interface PageCounters {
  /** Foreign nodes removed or overwritten. */
  strips: number
  /** Keyboard shortcuts that took effect, by key. */
  shortcuts: Record<string, number>
  /** Times the focus was pulled back into the dialog. */
  focusPullBacks: number
  /** Wheel events refused over foreign nodes. */
  wheelsBlocked: number
  /** Mouse presses swallowed on foreign nodes. */
  mousedownsSwallowed: number
  /** Mutations made by storms. */
  mutations: number
  /** Quick views closed by a press outside. */
  outsideCloses: number
}

/** The page's counters, from zero at each load. */
export const counters: PageCounters = {
  strips: 0,
  shortcuts: {},
  focusPullBacks: 0,
  wheelsBlocked: 0,
  mousedownsSwallowed: 0,
  mutations: 0,
  outsideCloses: 0,
}
