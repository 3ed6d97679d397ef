import { dayInZone } from '../../lib/model/calendar-day.ts'
import type { PopupPromise, PopupView } from '../../lib/model/popup-view.ts'
import { KeepList } from './KeepList.tsx'
import { MeetingCard } from './MeetingCard.tsx'
import { MeetingLine } from './MeetingLine.tsx'
import { PeopleList } from './PeopleList.tsx'
import { PromiseList } from './PromiseList.tsx'
import type { PopupProps } from './popup-props.ts'

/** How asking the calendar stands: not connected at all, being asked, answered, or refused for now. */
export type CalendarState = 'none' | 'reading' | 'read' | 'failed'

interface PopupOverviewProps extends PopupProps {
  view: PopupView
  calendar: CalendarState
  onDone: (promise: PopupPromise, isDone: boolean) => Promise<void>
}

/** Everything the popup has to say, the nearest first. */
export function PopupOverview({ view, calendar, onDone, ...props }: PopupOverviewProps) {
  const { messages, nowMs } = props
  const words = messages.popup
  const today = dayInZone(nowMs)
  // One that began yesterday and goes on is near, too.
  const near = view.meetings.filter((one) => one.day <= today)
  const later = view.meetings.filter((one) => one.day > today)
  return (
    <>
      {near.length > 0 && (
        <section aria-labelledby="today">
          <h2 id="today">{words.today}</h2>
          {near.map((meeting) => (
            <MeetingCard
              key={`${meeting.pairId} ${meeting.meeting}`}
              {...props}
              meeting={meeting}
            />
          ))}
        </section>
      )}
      {view.meetings.length === 0 && <Nothing {...props} isConnected={calendar !== 'none'} />}
      {view.promises.length > 0 && (
        <PromiseList {...props} promises={view.promises} onDone={onDone} />
      )}
      {view.keeps.length > 0 && <KeepList {...props} keeps={view.keeps} />}
      {later.length > 0 && (
        <section aria-labelledby="later">
          <h2 id="later">{words.next}</h2>
          <ul class="lines">
            {later.map((meeting) => (
              <li key={`${meeting.pairId} ${meeting.meeting}`}>
                <MeetingLine {...props} meeting={meeting} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.people.length > 0 && <PeopleList {...props} people={view.people} />}
      <p class="remark popup-state" role="status">
        {calendar === 'reading' && words.reading}
        {calendar === 'failed' && words.readFailed}
      </p>
    </>
  )
}

function Nothing({ messages, isConnected }: PopupProps & { isConnected: boolean }) {
  const words = messages.popup
  return (
    <section class="nothing">
      <h2>{words.nothing}</h2>
      <p class="remark">{isConnected ? words.nothingConnected : words.nothingText}</p>
    </section>
  )
}
