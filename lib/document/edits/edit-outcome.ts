import type { Result } from '../../base/result.ts'

/**
 * How an edit ended. `missing`: what it is about does not exist, or its segment is not loaded, or the id given
 * for something new cannot name anything. `text/too-long`:
 * the words exceed the limit and nothing was changed. An edit that changes nothing is a success and makes
 * no update.
 */
export type EditOutcome<T = undefined> = Result<T, 'missing' | 'text/too-long'>

/** The origin of edits made outside a `transact`. */
export const editOrigin = 'edit'
