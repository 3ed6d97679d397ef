import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { fail, ok, type Result } from '../base/result.ts'

/**
 * The y-protocols sync messages, written and read by hand: the library's own reader prints to the console
 * and swallows errors. Payloads are V1, as the protocol says.
 * https://github.com/yjs/y-protocols/blob/master/PROTOCOL.md
 */
export type ProtocolMessage =
  | { kind: 'ask'; stateVector: Uint8Array }
  /** `update` is V2 again, ready to apply. */
  | { kind: 'update'; update: Uint8Array }

/** Asks the other side for everything `doc` lacks. */
export function writeAsk(doc: Y.Doc): Uint8Array {
  return write(messageYjsSyncStep1, Y.encodeStateVector(doc))
}

/** Answers an ask: what the asker lacks, with every deletion. Throws on a state vector that does not decode. */
export function writeAnswer(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  return write(messageYjsSyncStep2, Y.encodeStateAsUpdate(doc, stateVector))
}

/** Carries one V2 update. */
export function writeUpdate(update: Uint8Array): Uint8Array {
  return write(messageYjsUpdate, Y.convertUpdateFormatV2ToV1(update))
}

/** Reads one message; `corrupt` for anything else. */
export function readMessage(message: Uint8Array): Result<ProtocolMessage, 'corrupt'> {
  try {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    switch (type) {
      case messageYjsSyncStep1:
        return ok({ kind: 'ask', stateVector: payload })
      case messageYjsSyncStep2:
      case messageYjsUpdate:
        return ok({ kind: 'update', update: Y.convertUpdateFormatV1ToV2(payload) })
      default:
        return fail('corrupt')
    }
  } catch {
    return fail('corrupt')
  }
}

/** The V2 update that a message carries; null when it carries none. */
export function readUpdate(message: Uint8Array): Uint8Array | null {
  const read = readMessage(message)
  return read.ok && read.value.kind === 'update' ? read.value.update : null
}

function write(type: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}
