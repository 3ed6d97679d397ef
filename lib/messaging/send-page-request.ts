import type { browser } from 'wxt/browser'
import { AppError } from '../base/app-error.ts'
import { z } from '../base/zod.ts'
import { pageRequests } from './protocol.ts'
import { errorCodeSchema } from './schemas.ts'

/** A request that a page of ours may make. */
export type PageRequestType = keyof typeof pageRequests

/** What a request takes. */
export type PageInput<Type extends PageRequestType> = z.input<(typeof pageRequests)[Type]['input']>

/** What a request is answered with. */
export type PageOutput<Type extends PageRequestType> = z.output<
  (typeof pageRequests)[Type]['output']
>

/**
 * Asks the background. Refusals that a request foresees are in its output; rejects with an
 * {@link AppError} when the background failed, and with `message/invalid` when its answer does not fit
 * (a page that outlived an update).
 */
export type SendPageRequest = <Type extends PageRequestType>(
  type: Type,
  input: PageInput<Type>,
) => Promise<PageOutput<Type>>

const envelopeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), output: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorCodeSchema }),
])

/** Makes a {@link SendPageRequest} over the browser's messaging. */
export function makePageRequestSender(
  runtime: Pick<typeof browser.runtime, 'sendMessage'>,
): SendPageRequest {
  return async <Type extends PageRequestType>(type: Type, input: PageInput<Type>) => {
    const answer: unknown = await runtime.sendMessage({ type, input })
    const envelope = envelopeSchema.safeParse(answer)
    if (!envelope.success) throw new AppError('message/invalid', `${type}: no envelope`)
    if (!envelope.data.ok) throw new AppError(envelope.data.error, type)
    const output = pageRequests[type].output.safeParse(envelope.data.output)
    if (!output.success) throw new AppError('message/invalid', `${type}: unexpected output`)
    // The schema was chosen by `type`; the compiler cannot follow an index into a union.
    return output.data as PageOutput<Type>
  }
}
