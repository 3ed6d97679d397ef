import type { z } from '../base/zod.ts'
import type { FrameState } from '../model/panel-context.ts'
import type { contentPushes, contentRequests } from './protocol.ts'

/**
 * The content script's end of the protocol, without zod: a content script runs in every calendar page, and
 * the schemas would outweigh it. A test holds these guards against the schemas.
 */

/** A request that a content script may make. */
export type ContentRequestType = keyof typeof contentRequests

/** What a request takes. */
export type ContentInput<Type extends ContentRequestType> = z.input<
  (typeof contentRequests)[Type]['input']
>

/** What a request is answered with. */
export type ContentOutput<Type extends ContentRequestType> = z.output<
  (typeof contentRequests)[Type]['output']
>

/** What the background may push into a calendar page. */
export type ContentPush =
  | ({ type: 'frame/set' } & z.output<(typeof contentPushes)['frame/set']>)
  | { type: 'frame/return-focus' | 'frame/enable' }

/** The one piece of the browser that is needed to ask. */
export interface MessageRuntime {
  sendMessage(message: { type: string; input: unknown }): Promise<unknown>
}

/**
 * Asks the background; never rejects. Null means that no usable answer came: the worker is gone, the
 * extension was updated, or the answer does not fit.
 */
export async function askBackground<Type extends ContentRequestType>(
  runtime: MessageRuntime,
  type: Type,
  input: ContentInput<Type>,
): Promise<ContentOutput<Type> | null> {
  let envelope: unknown
  try {
    envelope = await runtime.sendMessage({ type, input })
  } catch {
    return null
  }
  if (!isRecord(envelope) || envelope.ok !== true) return null
  // The guard was chosen by `type`; the compiler cannot follow an index into a union.
  return isContentOutput(type, envelope.output) ? (envelope.output as ContentOutput<Type>) : null
}

/** Whether a value is what a request is answered with. */
export function isContentOutput(type: ContentRequestType, value: unknown): boolean {
  if (!isRecord(value)) return false
  if (type === 'content/hello') return typeof value.isEnabled === 'boolean'
  return type !== 'content/opened' || isFrameState(value.frameState)
}

/** Reads a push of the background, `{ type, input }`; null when it is none. */
export function readContentPush(message: unknown): ContentPush | null {
  if (!isRecord(message) || !isRecord(message.input)) return null
  const { type, input } = message
  const { frameState, takesFocus } = input
  if (type === 'frame/return-focus' || type === 'frame/enable') return { type }
  const isKnown = takesFocus === undefined || takesFocus === true
  return type === 'frame/set' && isKnown && isFrameState(frameState)
    ? { type, frameState, takesFocus }
    : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value === Object(value) && !Array.isArray(value)
}

function isFrameState(value: unknown): value is FrameState {
  return value === 'hidden' || value === 'glance' || value === 'open' || value === 'collapsed'
}
