/** What tests read through `window.__outlook`: what the page did to others, and what it heard. */
export const counters = {
  /** Foreign children of the body removed. */
  cleaned: 0,
  /** Foreign buttons lost when the toolbar was drawn again. */
  toolbarDrops: 0,
  /** Peeks closed, by what closed them. */
  dismissals: { focus: 0, click: 0, scroll: 0, resize: 0, escape: 0 },
  /** Times the trap pulled the focus back, and clicks it kept for itself. */
  focusPullBacks: 0,
  clicksSwallowed: 0,
  /** Mutations made on purpose. */
  mutations: 0,
}

/** The page's counters. */
export type OutlookCounters = typeof counters
