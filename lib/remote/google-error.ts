import { z } from '../base/zod.ts'
import { parseJson } from './json-body.ts'

const reasonList = z.catch(z.array(z.object({ reason: z.catch(z.string(), '') })), [])

const errorSchema = z.object({
  error: z.object({ errors: reasonList, details: reasonList }),
})

/**
 * The reasons in the body of a Google API error, in order, without doubles; empty when the body is not such
 * an error. Classic reasons (`appNotAuthorizedToFile`) and the newer upper-case ones
 * (`ACCESS_TOKEN_SCOPE_INSUFFICIENT`) alike. Messages are never read: they may quote names and addresses.
 * https://developers.google.com/workspace/drive/api/guides/handle-errors
 */
export function readGoogleReasons(body: Uint8Array): string[] {
  const parsed = errorSchema.safeParse(parseJson(body))
  if (!parsed.success) return []
  const { errors, details } = parsed.data.error
  const reasons = [...errors, ...details].map((one) => one.reason)
  return [...new Set(reasons.filter((reason) => reason !== ''))]
}
