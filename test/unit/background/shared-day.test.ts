import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import { dayMeetingKey } from '../../../lib/model/meeting.ts'
import { openContextStage } from '../../support/context-stage.ts'
import { factsOf } from '../../support/event-facts.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const day = '2026-11-27'

/** An event as Outlook's page tells it: a day, and an id that is another in every mailbox. */
const inOutlook = (eventId: string, change: Partial<EventFacts> = {}): EventFacts => ({
  ...factsOf(eventId, nowMs),
  host: 'outlook',
  source: 'dom',
  iCalUid: null,
  startMs: null,
  endMs: null,
  day,
  ...change,
})

describe('two 1-on-1s of a pair on one day, told by the page alone', () => {
  it('are one for both people, and the panel says so once both were seen', async () => {
    const { meetingOf } = await openContextStage(nowMs, [])
    const key = dayMeetingKey(day)
    expect(await meetingOf(inOutlook('morning'))).toMatchObject({ key })
    expect((await meetingOf(inOutlook('morning')))?.isDayShared).toBeUndefined()
    expect(await meetingOf(inOutlook('evening'))).toMatchObject({ key, isDayShared: true })
    expect(await meetingOf(inOutlook('morning'))).toMatchObject({ key, isDayShared: true })
    expect((await meetingOf(inOutlook('other', { day: '2026-11-30' })))?.isDayShared).toBe(
      undefined,
    )
  })

  it('are not made out of one that was moved, or is told by its calendar since', async () => {
    const { meetingOf } = await openContextStage(nowMs, [])
    await meetingOf(inOutlook('moved'))
    await meetingOf(inOutlook('moved', { day: '2026-11-30' }))
    await meetingOf(inOutlook('told'))
    await meetingOf(inOutlook('told', { source: 'api', iCalUid: 'u1' }))
    const last = await meetingOf(inOutlook('last'))
    expect(last?.isDayShared).toBeUndefined()
  })
})
