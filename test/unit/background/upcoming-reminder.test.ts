import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { upcomingAlarm } from '../../../lib/background/upcoming/upcoming-service.ts'
import { endMeeting } from '../../../lib/document/edits/edit-lifecycle.ts'
import { markSeen } from '../../../lib/document/edits/edit-meeting.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { factsOf } from '../../support/event-facts.ts'
import {
  benPicks,
  eventMs,
  meetBen,
  minuteMs,
  openDevice,
  startMs,
  wakeAt,
} from '../../support/upcoming-device.ts'

describe('the reminder', () => {
  it('comes once before, though the worker dies again and again', async () => {
    const device = openDevice()
    const { record, key } = await meetBen(device.desk)
    await benPicks(device.desk, record, key)
    await wakeAt(device, startMs)
    expect(device.shown).toEqual([])
    await wakeAt(device, eventMs - 10 * minuteMs)
    expect(device.shown).toEqual([[record.pairId, eventMs]])
    await wakeAt(device, eventMs - 9 * minuteMs)
    await wakeAt(device, eventMs - minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('sets an alarm for itself', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    await wakeAt(device, eventMs - 15 * minuteMs)
    expect(device.alarms.pending.get(upcomingAlarm)).toBe(5 * minuteMs)
  })

  it('comes for a meeting nobody opened, as long as the pair is known', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    await wakeAt(device, eventMs - 5 * minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('does not come for people who never used Yohaku together', async () => {
    const device = openDevice()
    device.accounts = ['ann@example.com']
    device.calendar.events = [factsOf('unknown', eventMs)]
    await device.desk.settings.write({ hasConsented: true })
    await wakeAt(device, eventMs - 5 * minuteMs)
    expect(device.badges.at(-1)).toBe(1)
    expect(device.shown).toEqual([])
  })

  it('is silent when everything was on the screen already, and speaks when something came after', async () => {
    const device = openDevice()
    const { record, key } = await meetBen(device.desk)
    const topicId = await benPicks(device.desk, record, key)
    await device.desk.seen.noteShown(record.pairId, key)
    await wakeAt(device, eventMs - 9 * minuteMs)
    expect(device.shown).toEqual([])
    await device.desk.edit(record.pairId, ['y2026'], (replica) =>
      setNote(replica, topicId, 'ひとつ思い出しました'),
    )
    await wakeAt(device, eventMs - 8 * minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('is silent after "seen" was pressed on another device', async () => {
    const device = openDevice()
    const { record, key } = await meetBen(device.desk)
    await benPicks(device.desk, record, key)
    await device.desk.edit(record.pairId, ['y2026'], (replica) => {
      const meeting = { key, startMs: eventMs, day: null }
      markSeen(replica, meeting, record.self.id, startMs + minuteMs)
    })
    await wakeAt(device, eventMs - 5 * minuteMs)
    expect(device.shown).toEqual([])
  })

  it('keeps to the minutes, and to never', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    await device.desk.settings.write({ reminderMinutes: 0 })
    await wakeAt(device, eventMs - 4 * minuteMs)
    expect(device.shown).toEqual([])
    await device.desk.settings.write({ reminderMinutes: 5 })
    await wakeAt(device, eventMs - 4 * minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('is not spent while the browser does not allow it', async () => {
    const device = openDevice()
    await meetBen(device.desk)
    device.isAllowed = false
    await wakeAt(device, eventMs - 8 * minuteMs)
    device.isAllowed = true
    await wakeAt(device, eventMs - 7 * minuteMs)
    expect(device.shown).toHaveLength(1)
  })

  it('does not come late: not after the beginning, not after the end was pressed', async () => {
    const device = openDevice()
    const { record, key } = await meetBen(device.desk)
    await wakeAt(device, eventMs)
    expect(device.shown).toEqual([])
    const other = openDevice()
    const early = await meetBen(other.desk)
    await other.desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
      endMeeting(replica, { key, startMs: eventMs, day: null }, early.record.self.id, startMs)
    })
    await wakeAt(other, eventMs - 5 * minuteMs)
    expect(other.shown).toEqual([])
    expect(other.badges.at(-1)).toBe(0)
  })

  it('comes again for a start that was moved', async () => {
    const device = openDevice()
    const { record } = await meetBen(device.desk)
    await wakeAt(device, eventMs - 5 * minuteMs)
    const movedMs = eventMs + 120 * minuteMs
    await device.desk.meet(factsOf('weekly', movedMs))
    await wakeAt(device, movedMs - 5 * minuteMs)
    expect(device.shown).toEqual([
      [record.pairId, eventMs],
      [record.pairId, movedMs],
    ])
  })
})
