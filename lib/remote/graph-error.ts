import type { GenericError } from '@microsoft/microsoft-graph-types'
import { z } from '../base/zod.ts'
import { parseJson } from './json-body.ts'

const code = z.catch(z.string().check(z.maxLength(200)), '')
/** Graph spells the inner error in two ways, and nests it. */
const innerSchema = z.catch(
  z.object({ code, innererror: z.catch(z.object({ code }), { code: '' }) }),
  { code: '', innererror: { code: '' } },
)
const errorSchema = z.object({
  error: z.object({ code, innerError: innerSchema, innererror: innerSchema }),
}) satisfies z.ZodMiniType<{ error: Pick<GenericError, 'code'> }>

/**
 * The codes in the body of a Graph error, coarse before fine; empty when the body is not such an error.
 * Messages are never read: they may quote names and addresses.
 * https://learn.microsoft.com/graph/errors
 */
export function readGraphCodes(body: Uint8Array): string[] {
  const parsed = errorSchema.safeParse(parseJson(body))
  if (!parsed.success) return []
  const { error } = parsed.data
  const inner = [error.innerError, error.innererror]
  const codes = [error.code, ...inner.flatMap((one) => [one.code, one.innererror.code])]
  return [...new Set(codes.filter((one) => one !== ''))]
}
