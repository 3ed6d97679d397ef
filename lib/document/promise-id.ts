import { isSegmentId } from './segments.ts'
import { suffixPattern } from './topic-id.ts'
import type { SegmentId } from './types.ts'

/** What a promise's id says: the segment it was made in, and a random name in it. */
export interface PromiseIdParts {
  segment: SegmentId
  suffix: string
}

/** The id of a promise, `<segment>/<suffix>`. */
export function formatPromiseId({ segment, suffix }: PromiseIdParts): string {
  return `${segment}/${suffix}`
}

/** The parts of a promise id; null for anything this version does not understand. */
export function parsePromiseId(id: string): PromiseIdParts | null {
  const [segment, suffix, ...rest] = id.split('/')
  if (segment === undefined || suffix === undefined || rest.length > 0) return null
  return isSegmentId(segment) && suffixPattern.test(suffix) ? { segment, suffix } : null
}
