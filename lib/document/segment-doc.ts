import * as Y from 'yjs'
import { fail, ok, type Result } from '../base/result.ts'
import { createDoc } from './create-doc.ts'
import { applyUntrusted, hasPending } from './decode-update.ts'

/**
 * An id under which nothing is ever written. A document carries it while foreign bytes are applied, so that
 * Yjs's own guard stays quiet (it prints, draws an unseeded random id, and fires on a mere load); the
 * replica judges rotation by itself.
 */
const loadingClientId = 2 ** 52 + 1

/** How many updates are kept one by one before the journal is folded into one state. */
const journalLength = 256

/**
 * One segment: a Yjs document that survives bad bytes. Yjs may throw half-way through an update and leave
 * the document half-changed, so the good bytes are remembered and the document is rebuilt from them.
 */
export interface SegmentDoc {
  doc(): Y.Doc
  /** Applies untrusted bytes under no identity; on `corrupt` the document is as before. */
  apply(
    update: Uint8Array,
    origin: string,
  ): Result<{ isChanged: boolean; isPending: boolean; update: Uint8Array }, 'corrupt'>
  /** The whole state, V2. */
  encode(): Uint8Array
  destroy(): void
}

/** Makes a segment; `onLocal` hears each update of a local transaction, with its origin. */
export function createSegmentDoc(
  clientId: () => number,
  onLocal: (update: Uint8Array, origin: string) => void,
): SegmentDoc {
  let journal: Uint8Array[] = []
  let encoded: Uint8Array | null = null
  let applied: Uint8Array[] | null = null
  let doc = open()

  function open(): Y.Doc {
    const fresh = createDoc()
    fresh.clientID = clientId()
    fresh.on('updateV2', (update: Uint8Array, origin: unknown) => {
      encoded = null
      if (applied !== null) {
        applied.push(update)
        return
      }
      remember(update)
      onLocal(update, typeof origin === 'string' ? origin : 'local')
    })
    return fresh
  }

  function remember(update: Uint8Array): void {
    journal.push(update)
    if (journal.length > journalLength) journal = [Y.encodeStateAsUpdateV2(doc)]
  }

  function rebuild(): void {
    doc.destroy()
    encoded = null
    applied = []
    doc = open()
    doc.clientID = loadingClientId
    for (const update of journal) Y.applyUpdateV2(doc, update, 'rebuild')
    applied = null
    doc.clientID = clientId()
  }

  return {
    doc: () => doc,
    apply(update, origin) {
      const structsBefore = doc.store.pendingStructs?.update
      const deletionsBefore = doc.store.pendingDs
      applied = []
      doc.clientID = loadingClientId
      try {
        applyUntrusted(doc, update, origin)
      } catch {
        applied = null
        rebuild()
        return fail('corrupt')
      }
      const events = applied
      applied = null
      doc.clientID = clientId()
      const isPending = hasPending(doc)
      // Yjs keeps the object and exchanges the bytes in it.
      const hasNewPending =
        isPending &&
        (doc.store.pendingStructs?.update !== structsBefore ||
          doc.store.pendingDs !== deletionsBefore)
      if (events.length === 0 && !hasNewPending) {
        return ok({ isChanged: false, isPending, update: new Uint8Array(0) })
      }
      // Yjs's event carries only what was integrated: what still waits would be lost to listeners.
      const parts = hasNewPending ? [update, ...events] : events
      const [only] = parts
      const news = parts.length === 1 && only !== undefined ? only : Y.mergeUpdatesV2(parts)
      encoded = null
      remember(news)
      return ok({ isChanged: true, isPending, update: news })
    },
    encode() {
      encoded ??= Y.encodeStateAsUpdateV2(doc)
      return encoded
    },
    destroy: () => doc.destroy(),
  }
}
