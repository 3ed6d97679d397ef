import type { ErrorCode } from '../base/app-error.ts'
import { toHex } from '../base/bytes.ts'
import type { Clock, Random } from '../base/clock.ts'
import type { DraftTopic } from '../model/agenda.ts'
import type { PanelContext } from '../model/panel-context.ts'
import { isSensitive } from '../model/topics.ts'
import type { DraftShelf } from './draft-shelf.ts'
import type { PairEditor, TopicPatch, TopicPick } from './pair-editor.ts'
import type { PanelActions } from './panel-actions.ts'
import { mergeText } from './text-merge.ts'
import type { TopicItem, TopicLists } from './topic-item.ts'

/** What the actions on topics work with. */
export interface TopicActionParts {
  clock: Clock
  random: Random
  context: () => PanelContext | null
  /** Runs an edit of the pair on screen, now or as soon as its document is here. */
  edit: (run: (editor: PairEditor) => void) => void
  shelf: DraftShelf
  /** The lists as they stand this moment. */
  lists: () => TopicLists
  /** An edit of a shared topic was made. */
  onEdited: (topicId: string | null) => void
  onError: (code: ErrorCode) => void
  onPicked: (topicId: string) => void
  onMoved: (topicId: string, position: number) => void
  /** Draw anew. */
  onChange: () => void
}

type TopicActions = Pick<
  PanelActions,
  | 'pickTopic'
  | 'setResponse'
  | 'setText'
  | 'move'
  | 'remove'
  | 'restore'
  | 'shareDraft'
  | 'dropDraft'
  | 'markSeen'
>

/** Builds the actions on topics: a draft is written to the shelf, everything else to the document. */
export function createTopicActions(parts: TopicActionParts): TopicActions {
  const { clock, shelf } = parts

  const edit = (topicId: string | null, run: (editor: PairEditor) => ErrorCode | null): void => {
    parts.edit((editor) => {
      const error = run(editor)
      if (error === null) parts.onEdited(topicId)
      else parts.onError(error)
      parts.onChange()
    })
  }

  const writeDraft = (draft: DraftTopic, patch: Partial<DraftTopic>): void => {
    shelf.put({ ...draft, ...patch, updatedMs: clock.nowMs() })
    parts.onChange()
  }

  const patch = (id: string, change: TopicPatch): void => {
    const draft = draftOf(id)
    if (draft === null) edit(id, (editor) => editor.patch(id, change))
    else writeDraft(draft, change)
  }

  /** The draft behind an id on screen; null when the topic is shared. */
  const draftOf = (id: string): DraftTopic | null => {
    const item = parts.lists().mine.find((one) => one.id === id)
    return item?.delivery === 'draft' ? shelf.find(id) : null
  }

  const startDraft = (editor: PairEditor, pick: TopicPick): void => {
    const id = editor.idFor(pick)
    const { mine, removed } = parts.lists()
    const before = removed.find((one) => one.id === id)
    const context = parts.context()
    if (mine.some((one) => one.id === id) || context?.pairId == null) return
    shelf.put({
      id,
      pairId: context.pairId,
      meeting: pick.meeting.key,
      kind: pick.kind,
      title: '',
      response: before?.response ?? null,
      responseNote: before?.responseNote ?? '',
      note: before?.note ?? '',
      order: editor.orderAfter(mine.map((one) => one.order)),
      createdMs: pick.nowMs,
      updatedMs: pick.nowMs,
    })
    parts.onPicked(id)
  }

  return {
    pickTopic(kind, title) {
      const context = parts.context()
      const { meeting, self } = context ?? {}
      if (meeting == null || self == null) return
      const pick: TopicPick = {
        meeting,
        owner: self.id,
        kind,
        suffix: kind === 'custom' ? toHex(parts.random.bytes(6)) : null,
        title,
        nowMs: clock.nowMs(),
      }
      parts.edit((editor) => {
        pick.order = editor.orderAfter(parts.lists().mine.map((one) => one.order))
        if (isSensitive(kind)) {
          startDraft(editor, pick)
        } else {
          const id = editor.idFor(pick)
          const error = editor.pick(pick)
          if (error === null) {
            parts.onEdited(id)
            parts.onPicked(id)
          } else parts.onError(error)
        }
        parts.onChange()
      })
    },
    setResponse: (id, response) => patch(id, { response }),
    setText(id, field, base, text) {
      const item = parts.lists().mine.find((one) => one.id === id)
      if (item === undefined) return
      patch(id, { [field]: mergeText(base, text, item[field]) })
    },
    move(id, direction) {
      const { mine } = parts.lists()
      const from = mine.findIndex((one) => one.id === id)
      const to = direction === 'up' ? from - 1 : from + 1
      const item = mine[from]
      const other = mine[to]
      if (item === undefined || other === undefined) return
      parts.edit((editor) => {
        const error = swap(editor, mine, direction === 'up' ? to : from)
        if (error !== null) parts.onError(error)
        else parts.onMoved(id, to + 1)
        parts.onChange()
      })
    },
    remove(id) {
      if (draftOf(id) !== null) {
        shelf.remove(id)
        parts.onChange()
      } else edit(id, (editor) => editor.remove(id))
    },
    restore(id) {
      if (shelf.removed().some((draft) => draft.id === id)) {
        shelf.restore(id)
        parts.onChange()
      } else edit(id, (editor) => editor.restore(id))
    },
    shareDraft(id) {
      shelf.share(id)
      parts.onEdited(id)
      parts.onChange()
    },
    dropDraft(id) {
      shelf.remove(id)
      parts.onChange()
    },
    markSeen() {
      const context = parts.context()
      const { meeting, self } = context ?? {}
      if (meeting == null || self == null) return
      edit(null, (editor) => editor.markSeen(meeting, self.id, clock.nowMs()))
    },
  }

  /**
   * Exchanges the topics at `at` and `at + 1`. Where one of them is a draft, that one gets the new sort key: the
   * partner's screen has nothing to notice then.
   */
  function swap(editor: PairEditor, mine: readonly TopicItem[], at: number): ErrorCode | null {
    const [upper, lower] = [mine[at], mine[at + 1]]
    if (upper === undefined || lower === undefined) return null
    const isDown = lower.delivery !== 'draft' && upper.delivery === 'draft'
    const keys = editor.planMove(mine, isDown ? upper.id : lower.id, isDown ? 'down' : 'up')
    const isDraft = ({ id }: { id: string }): boolean => draftOf(id) !== null
    for (const { id, order } of keys.filter(isDraft)) {
      const draft = shelf.find(id)
      if (draft !== null) writeDraft(draft, { order })
    }
    const shared = keys.filter((one) => !isDraft(one))
    if (shared.length === 0) return null
    const error = editor.setOrders(shared)
    if (error === null) for (const { id } of shared) parts.onEdited(id)
    return error
  }
}
