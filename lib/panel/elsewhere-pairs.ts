import { fromBase64 } from '../base/bytes.ts'
import type { PanelPush } from '../messaging/protocol.ts'
import type { PairView } from '../model/agenda.ts'
import type { MemberId, PairId } from '../model/people.ts'
import type { OpenPairEditor } from './pair-editor.ts'

/** What the two have under another address of one of them, to be read beside the pair on screen. */
export interface ElsewherePair {
  view: PairView
  /** Their ids in that pair. */
  self: MemberId
  partner: MemberId
}

type ElsewherePush = Extract<PanelPush, { type: 'panel/elsewhere' }>

/** Reads the documents of other addresses; nothing is edited here. */
export interface ElsewherePairs {
  useEditor(open: OpenPairEditor): void
  accept(push: ElsewherePush): void
  /** Those beside this pair; the same array until something changes. */
  of(pairId: PairId | null): readonly ElsewherePair[]
}

const none: readonly ElsewherePair[] = []

/** Builds it. */
export function createElsewherePairs(): ElsewherePairs {
  let openEditor: OpenPairEditor | null = null
  let last: ElsewherePush | null = null
  let read: readonly ElsewherePair[] | null = null

  const readAll = (push: ElsewherePush, open: OpenPairEditor): ElsewherePair[] =>
    push.pairs.map(({ pairId, self, partner, segments }) => {
      const { replica } = open(pairId)
      for (const { segment, state } of segments) {
        const bytes = fromBase64(state)
        // What does not decode here is in order in the background, which reads it from the same disk.
        if (bytes !== null) replica.load(segment, [bytes])
      }
      const view = replica.read()
      replica.destroy()
      return { view, self, partner }
    })

  return {
    useEditor(open) {
      openEditor = open
    },
    accept(push) {
      last = push
      read = null
    },
    of(pairId) {
      if (last === null || last.pairId !== pairId || openEditor === null) return none
      read ??= readAll(last, openEditor)
      return read
    },
  }
}
