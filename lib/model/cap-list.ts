import { limits } from '../base/limits.ts'

/** A list as far as it is drawn. Nothing is lost: the rest stays in the document and in the search. */
export interface ShownList<T> {
  shown: T[]
  /** How many more there are. */
  hiddenCount: number
}

/** The first `count` of a list. */
export function capList<T>(list: readonly T[], count: number = limits.topicsShown): ShownList<T> {
  return { shown: list.slice(0, count), hiddenCount: Math.max(0, list.length - count) }
}
