import type { browser } from 'wxt/browser'
import { AppError, type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import { z } from '../base/zod.ts'
import { judgeSender, type SenderKind } from './sender.ts'

/** A map of requests: what each takes and what it answers. */
export type RequestMap = Record<string, { input: z.ZodMiniType; output: z.ZodMiniType }>

/** The functions that answer a request map. Each gets parsed input and a checked sender. */
export type RequestHandlers<Map extends RequestMap, Sender extends SenderKind> = {
  [Type in keyof Map]: (
    input: z.infer<Map[Type]['input']>,
    sender: Sender,
  ) => Promise<z.infer<Map[Type]['output']>>
}

/** What travels back: an answer, or the code of what went wrong. */
export type Envelope = { ok: true; output: unknown } | { ok: false; error: ErrorCode }

const requestShape = z.object({ type: z.string(), input: z.unknown() })

/** One direction of requests, ready to be served. */
export interface RequestRoute {
  /** True when this direction owns the request type. */
  owns(type: string): boolean
  /** Answers; never rejects. */
  answer(type: string, input: unknown, sender: SenderKind): Promise<Envelope>
}

/** Builds a route from a map, its handlers and the kind of sender allowed to use it. */
export function makeRoute<Map extends RequestMap, Kind extends SenderKind['kind']>(
  map: Map,
  kind: Kind,
  handlers: RequestHandlers<Map, Extract<SenderKind, { kind: Kind }>>,
  report: (error: unknown) => void,
): RequestRoute {
  return {
    owns: (type) => Object.hasOwn(map, type),
    async answer(type, input, sender) {
      const entry = Object.hasOwn(map, type) ? map[type] : undefined
      const parsed = entry?.input.safeParse(input)
      if (sender.kind !== kind || parsed === undefined || !parsed.success) {
        return { ok: false, error: 'message/invalid' }
      }
      try {
        const handler = handlers[type as keyof Map]
        const output = await handler(
          parsed.data as Parameters<typeof handler>[0],
          sender as Extract<SenderKind, { kind: Kind }>,
        )
        return { ok: true, output }
      } catch (thrown) {
        if (!(thrown instanceof AppError)) report(thrown)
        return { ok: false, error: errorCodeOf(thrown) }
      }
    },
  }
}

/**
 * Serves routes on `runtime.onMessage`. Register it synchronously when the worker starts, or the event that
 * woke the worker is lost. `extensionOrigin` is the origin of our own pages, without a trailing slash.
 * Messages nobody owns are left to other listeners.
 */
export function serveRequests(
  runtime: Pick<typeof browser.runtime, 'onMessage' | 'id'>,
  extensionOrigin: string,
  routes: readonly RequestRoute[],
): void {
  runtime.onMessage.addListener((message, sender, sendResponse) => {
    const request = requestShape.safeParse(message)
    const route = request.success ? routes.find((one) => one.owns(request.data.type)) : undefined
    if (!request.success || route === undefined) return false
    route
      .answer(
        request.data.type,
        request.data.input,
        judgeSender(sender, runtime.id, extensionOrigin),
      )
      .then(sendResponse, () => sendResponse({ ok: false, error: 'internal/unexpected' }))
    // Keeps the channel open for the answer: a returned promise is not portable.
    // https://developer.chrome.com/docs/extensions/develop/concepts/messaging#simple
    return true
  })
}
