import { useId } from 'preact/hooks'
import { formatWhen } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PopupMeeting } from '../../lib/model/popup-view.ts'
import { GlanceLines } from './GlanceLines.tsx'
import { marginHref, type PopupProps } from './popup-props.ts'

interface MeetingCardProps extends PopupProps {
  meeting: PopupMeeting
}

const minuteMs = 60_000

/** One coming 1-on-1: when, with whom, what is on the table, and the two ways on. */
export function MeetingCard({ meeting, ...props }: MeetingCardProps) {
  const { messages, language, nowMs } = props
  const words = messages.popup
  const { partner, relation, startMs, endMs, day } = meeting
  const name = callPerson(language, partner)
  const when = formatWhen(language, { startMs, endMs, day, whenText: '' }, nowMs) ?? ''
  const id = useId()
  const isEmpty = meeting.theirs.length === 0 && meeting.mine.length === 0
  return (
    <article class="meeting" aria-labelledby={id}>
      <header>
        <p class="meeting-when">
          {when}
          {startMs !== null && <Distance {...props} startMs={startMs} />}
        </p>
        <h3 id={id} dir="auto">
          {name}
          {relation !== null && <span class="pill">{messages.words.relations[relation]}</span>}
          {meeting.isUnseen && (
            <span class="pill pill-new" title={words.unseenLabel}>
              {words.unseen}
            </span>
          )}
        </h3>
        {meeting.isPartnerDeclined && <p class="remark">{words.declined}</p>}
      </header>
      <GlanceLines {...props} label={words.theirs(name)} topics={meeting.theirs} isLarge />
      <GlanceLines {...props} label={words.mine} topics={meeting.mine} isLarge={false} />
      {isEmpty && <p class="remark">{words.noTopics}</p>}
      {meeting.hiddenCount > 0 && <p class="remark">{words.more(meeting.hiddenCount)}</p>}
      <p class="row">
        <a
          class="button button-accent"
          href={marginHref(meeting.pairId, meeting.meeting)}
          target="_blank"
          rel="noreferrer"
          aria-label={words.openMarginFor(name, when)}
        >
          {words.openMargin}
        </a>
        {meeting.eventUrl !== null && (
          <a
            class="button"
            href={meeting.eventUrl}
            target="_blank"
            rel="noreferrer"
            aria-label={words.openEventFor(name, when)}
          >
            {words.openEvent}
          </a>
        )}
      </p>
    </article>
  )
}

/** How near it is, within the hour before it and while it goes on. */
function Distance({ messages, nowMs, startMs }: PopupProps & { startMs: number }) {
  const minutes = Math.ceil((startMs - nowMs) / minuteMs)
  if (minutes > 60) return null
  return (
    <span class="meeting-distance">
      {minutes <= 0 ? messages.popup.now : messages.popup.inMinutes(minutes)}
    </span>
  )
}
