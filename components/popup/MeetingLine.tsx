import { formatWhen } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PopupMeeting } from '../../lib/model/popup-view.ts'
import { marginHref, type PopupProps } from './popup-props.ts'
import { responseOf, titleOf } from './topic-words.ts'

/** A 1-on-1 of another day, in a few words. The whole line opens the margin. */
export function MeetingLine({ meeting, ...props }: PopupProps & { meeting: PopupMeeting }) {
  const { messages, language, nowMs } = props
  const words = messages.popup
  const { startMs, endMs, day } = meeting
  const name = callPerson(language, meeting.partner)
  const when = formatWhen(language, { startMs, endMs, day, whenText: '' }, nowMs) ?? ''
  const [first] = [...meeting.theirs, ...meeting.mine]
  const rest = meeting.theirs.length + meeting.mine.length + meeting.hiddenCount - 1
  const response = first === undefined ? null : responseOf(first, messages)
  return (
    <a
      class="line"
      href={marginHref(meeting.pairId, meeting.meeting)}
      target="_blank"
      rel="noreferrer"
    >
      <span class="visually-hidden">{words.openMargin} </span>
      <span class="line-head">
        <b dir="auto">{name}</b>
        <span class="remark">{when}</span>
        {meeting.isUnseen && (
          <span class="pill pill-new" title={words.unseenLabel}>
            {words.unseen}
          </span>
        )}
      </span>
      {first !== undefined && (
        <span class="line-topics" dir="auto">
          {titleOf(first, messages)}
          {response !== null && ` — ${response}`}
          {rest > 0 && ` · ${words.more(rest)}`}
        </span>
      )}
    </a>
  )
}
