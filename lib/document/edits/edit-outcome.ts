import type { Result } from '../../base/result.ts'

/**
 * How an edit ended. `missing`: the topic does not exist, or its segment is not loaded. `text/too-long`:
 * the words exceed the limit and nothing was changed. An edit that changes nothing is a success and makes
 * no update.
 */
export type EditOutcome<T = undefined> = Result<T, 'missing' | 'text/too-long'>

/** The origin of edits made outside a `transact`. */
export const editOrigin = 'edit'
