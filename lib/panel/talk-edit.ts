import type { CalendarDay } from '../model/calendar-day.ts'
import type { MemoKind, Quote } from '../model/memo.ts'
import type { MemberId } from '../model/people.ts'
import type { AxisKind } from '../model/relation-period.ts'
import type { RelationKind } from '../model/topics.ts'

/** What of a promise a person can write. */
export interface PromiseWords {
  owner: MemberId
  text: string
  /** Null without a day. */
  dueDay: CalendarDay | null
  /** いつ・どこで; may be empty. */
  whenWhere: string
}

/** What of the relation a pair agrees on; absent fields stay, null follows the guide. */
export interface RelationWords {
  kind?: RelationKind | null
  mentee?: MemberId | null
  startedDay?: CalendarDay | null
  endsDay?: CalendarDay | null
  cadenceDays?: number | null
  axis?: AxisKind | null
  isCarrying?: boolean | null
}

/**
 * One thing a person does to what the two keep together, beyond the topics themselves. Texts come with
 * `base`, what the person saw when starting: what arrived meanwhile from elsewhere is kept.
 */
export type TalkEdit =
  /** Writes the sheet of a kind, about a topic or (null) the whole 1-on-1; it need not exist yet. */
  | {
      do: 'write-sheet'
      topicId: string | null
      kind: MemoKind
      base: string
      text: string
    }
  /** Begins a further memo under one's own name. */
  | { do: 'add-memo'; topicId: string | null; kind: MemoKind; text: string }
  | { do: 'set-memo'; memoId: string; base: string; text: string }
  | { do: 'remove-memo'; memoId: string }
  | { do: 'restore-memo'; memoId: string }
  | { do: 'mark-nuance'; memoId: string; quote: Quote }
  | { do: 'set-nuance-reply'; nuanceId: string; base: string; text: string }
  | { do: 'settle-nuance'; nuanceId: string; isSettled: boolean }
  | { do: 'remove-nuance'; nuanceId: string }
  | { do: 'restore-nuance'; nuanceId: string }
  | { do: 'add-promise'; words: PromiseWords }
  | { do: 'set-promise-text'; promiseId: string; base: string; text: string }
  | { do: 'change-promise'; promiseId: string; words: Partial<Omit<PromiseWords, 'text'>> }
  | { do: 'tick-promise'; promiseId: string; isDone: boolean }
  | { do: 'remove-promise'; promiseId: string }
  | { do: 'restore-promise'; promiseId: string }
  /** Says that a topic was talked about in the meeting on screen, or takes it back. */
  | { do: 'tick-topic'; topicId: string; isTalked: boolean }
  /** Brings a topic of another meeting to the one on screen. */
  | { do: 'bring-topic'; topicId: string }
  | { do: 'end-meeting' }
  /** Says that the 1-on-1 on screen takes place after all. */
  | { do: 'take-place' }
  | { do: 'reopen-meeting' }
  | { do: 'change-relation'; words: RelationWords }
  | { do: 'set-purpose'; base: string; text: string }
  /** The two looked at the purpose together. */
  | { do: 'review-purpose' }
  /** The calm question was answered or put away. */
  | { do: 'answer-question' }
  | {
      do: 'set-farewell'
      member: MemberId
      field: 'thanks' | 'takeaway' | 'keepsake'
      base: string
      text: string
    }
  | { do: 'close-relation' }
  | { do: 'reopen-relation' }
  /** Begins a new time of the same pair; the one before is kept. */
  | { do: 'begin-relation'; kind: RelationKind | null }
