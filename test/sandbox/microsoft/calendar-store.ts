import { occurrencesOf } from '../recurrence.ts'
import type { WorldClock } from '../world-clock.ts'
import type { WorldRandom } from '../world-random.ts'
import {
  contentOf,
  type EventContent,
  type EventCopy,
  type EventException,
  type Invited,
  isOrganizerCopy,
  type LocatedEvent,
  type StoredAttachment,
} from './calendar-event.ts'
import type { CalendarHabits } from './calendar-habits.ts'
import { wrapForeignUid, writeGlobalObjectId } from './calendar-ids.ts'
import type { MicrosoftDirectory } from './people.ts'
import { readZone } from './windows-zones.ts'

/** A meeting as its organizer plans it. */
export interface MeetingDraft extends Partial<Omit<EventContent, 'invited' | 'startMs' | 'endMs'>> {
  /** An address outside this world has no copy of its own here. */
  organizer: string
  /** Shown where the directory does not know the organizer. */
  organizerName?: string
  /** Addresses, or more where that matters. */
  guests?: readonly (string | (Partial<Invited> & { email: string }))[]
  startMs: number
  endMs: number
  /** The UID of an invitation from another system. */
  foreignUid?: string
}

/** All mailboxes' calendars. */
export interface CalendarStore {
  /** Every copy there ever was, in the order of making; removed ones too. */
  readonly copies: readonly EventCopy[]
  /** Puts a meeting into the calendars of everybody here; the organizer's copy, else the first guest's. */
  add(draft: MeetingDraft): EventCopy
  /** The same meeting in somebody's mailbox; throws where there is none. */
  copyFor(copy: EventCopy, email: string): EventCopy
  byKey(key: string): EventCopy | null
  /** Events, occurrences one by one, that touch a span of time. */
  between(ownerEmail: string, fromMs: number, toMs: number): LocatedEvent[]
  /** Whether an occurrence of a series is one, and still there. */
  hasOccurrence(copy: EventCopy, originalMs: number): boolean
  /**
   * Changes a copy. The organizer's change is sent to the others, with the attachments that are on it, unless
   * nothing changed and `habits` hold such an update back; a guest's stays in the guest's mailbox.
   */
  update(at: LocatedEvent, change: Partial<EventContent>): void
  /** Calls it off: gone for the organizer, marked for the others. */
  cancel(at: LocatedEvent): void
  /** Another folder: ordinary ids change. */
  move(copy: EventCopy): void
  respond(copy: EventCopy, response: Invited['response']): void
  attachmentsOf(at: LocatedEvent): StoredAttachment[]
  attach(
    at: LocatedEvent,
    file: Pick<StoredAttachment, 'name' | 'contentType' | 'bytes'>,
  ): StoredAttachment
  detach(at: LocatedEvent, attachmentId: string): void
  setProperties(copy: EventCopy, values: readonly { id: string; value: string }[]): void
  iCalUIdOf(at: LocatedEvent): string
  /** The count of changes so far. */
  changeNumber(): number
}

/** Calendars over the people of `people`. `sent` is told of every mail. */
export function createCalendarStore(parts: {
  clock: WorldClock
  random: WorldRandom
  people: MicrosoftDirectory
  habits: CalendarHabits
  mails: { to: string; from: string; about: string }[]
}): CalendarStore {
  const { clock, random, people, habits } = parts
  const copies: EventCopy[] = []
  let changes = 0

  const touch = (copy: EventCopy): void => {
    changes += 1
    copy.changeNumber = changes
    copy.modifiedMs = clock.nowMs()
  }
  const newKey = () => random.text(12, 'abcdefghijklmnopqrstuvwxyz0123456789')
  const uidText = ({ uid }: EventCopy) => (uid.kind === 'exchange' ? uid.data : uid.text)
  const siblings = (copy: EventCopy) =>
    copies.filter((one) => one !== copy && uidText(one) === uidText(copy))
  const exceptionOf = (copy: EventCopy, originalMs: number): EventException => {
    const known = copy.exceptions.get(originalMs)
    if (known !== undefined) return known
    const made: EventException = { content: {}, attachments: [], isRemoved: false }
    copy.exceptions.set(originalMs, made)
    return made
  }
  const startsOf = ({ content }: EventCopy, limitMs: number) =>
    occurrencesOf({ ...content, lines: content.recurrence }, limitMs)
  const holderOf = ({ copy, originalMs }: LocatedEvent): { attachments: StoredAttachment[] } =>
    originalMs === null ? copy : exceptionOf(copy, originalMs)

  /** The mails and what they do in the other mailboxes. */
  const send = (at: LocatedEvent, verb: string): void => {
    const { copy, originalMs } = at
    for (const { email } of contentOf(at).invited) {
      parts.mails.push({
        to: email,
        from: copy.ownerEmail,
        about: `${verb}: ${contentOf(at).subject}`,
      })
    }
    for (const other of siblings(copy)) {
      const own = other.content.invited.find((one) => one.email === other.ownerEmail)
      const keepAnswer = (content: EventContent): EventContent => ({
        ...content,
        invited: content.invited.map((one) =>
          one.email === own?.email ? { ...one, response: own.response } : one,
        ),
      })
      const holder = holderOf({ copy: other, originalMs })
      const kept = habits.doUpdatesKeepOwnAttachments
        ? holder.attachments.filter((one) => one.addedBy === other.ownerEmail)
        : []
      const sent = holderOf(at).attachments.map((one) => ({ ...one, id: newKey() }))
      holder.attachments = [...sent, ...kept]
      if (originalMs === null) other.content = keepAnswer(copy.content)
      else exceptionOf(other, originalMs).content = { ...copy.exceptions.get(originalMs)?.content }
      touch(other)
    }
  }

  return {
    copies,
    add(draft) {
      const { organizer, organizerName, guests = [], foreignUid, ...content } = draft
      const host = people.find(organizer)
      const invited = guests.map((guest): Invited => {
        const known = typeof guest === 'string' ? { email: guest } : guest
        const name = people.find(known.email)?.name ?? known.email
        return { name, type: 'required', response: 'notResponded', ...known }
      })
      const full: EventContent = {
        subject: '',
        isAllDay: false,
        timeZone: readZone(host?.timeZone ?? 'Tokyo Standard Time') ?? 'UTC',
        recurrence: [],
        location: '',
        body: '',
        hideAttendees: false,
        sensitivity: 'normal',
        showAs: 'busy',
        isOnlineMeeting: false,
        isCancelled: false,
        ...content,
        invited,
      }
      const uid: EventCopy['uid'] =
        foreignUid === undefined
          ? { kind: 'exchange', data: random.text(32, '0123456789abcdef') }
          : { kind: 'foreign', text: foreignUid }
      const owners = [host, ...invited.map((one) => people.find(one.email))]
        .filter((one) => one !== null)
        .map((one) => one.email)
      const made = [...new Set(owners)].map((ownerEmail): EventCopy => {
        changes += 1
        return {
          key: newKey(),
          ownerEmail,
          moves: 0,
          uid,
          organizer: { email: organizer, name: organizerName ?? host?.name ?? organizer },
          content: full,
          attachments: [],
          exceptions: new Map(),
          properties: new Map(),
          isRemoved: false,
          createdMs: clock.nowMs(),
          modifiedMs: clock.nowMs(),
          changeNumber: changes,
        }
      })
      copies.push(...made)
      const [first] = made
      if (first === undefined) throw new Error('A meeting of nobody here')
      return first
    },
    copyFor(copy, email) {
      const found = [copy, ...siblings(copy)].find((one) => one.ownerEmail === email)
      if (found === undefined) throw new Error(`${email} has no copy of it`)
      return found
    },
    byKey: (key) => copies.find((one) => one.key === key) ?? null,
    between(ownerEmail, fromMs, toMs) {
      const own = copies.filter((one) => one.ownerEmail === ownerEmail && !one.isRemoved)
      return own
        .flatMap((copy): LocatedEvent[] => {
          if (copy.content.recurrence.length === 0) return [{ copy, originalMs: null }]
          const starts = startsOf(copy, toMs)
          // An occurrence may have been moved here from far away.
          const moved = [...copy.exceptions.keys()].filter((ms) => !starts.includes(ms))
          return [...starts, ...moved]
            .filter((ms) => copy.exceptions.get(ms)?.isRemoved !== true)
            .map((originalMs) => ({ copy, originalMs }))
        })
        .filter((at) => {
          const { startMs, endMs } = contentOf(at)
          return startMs < toMs && endMs > fromMs
        })
    },
    hasOccurrence(copy, originalMs) {
      if (copy.exceptions.get(originalMs)?.isRemoved === true) return false
      return startsOf(copy, originalMs).includes(originalMs)
    },
    update(at, change) {
      const { copy, originalMs } = at
      const before = contentOf(at)
      const isChange = Object.entries(change).some(
        ([name, value]) =>
          JSON.stringify(before[name as keyof EventContent]) !== JSON.stringify(value),
      )
      if (originalMs === null) copy.content = { ...copy.content, ...change }
      else {
        const exception = exceptionOf(copy, originalMs)
        exception.content = { ...exception.content, ...change }
      }
      touch(copy)
      const isSent = isChange || habits.isUnchangedUpdateSent
      if (isOrganizerCopy(copy) && isSent && Object.keys(change).length > 0) send(at, 'Updated')
    },
    cancel(at) {
      const { copy, originalMs } = at
      const subject = contentOf(at).subject
      if (originalMs === null) {
        copy.content = { ...copy.content, isCancelled: true, subject: `Canceled: ${subject}` }
        send(at, 'Cancelled')
        copy.isRemoved = true
      } else {
        const exception = exceptionOf(copy, originalMs)
        exception.content = {
          ...exception.content,
          isCancelled: true,
          subject: `Canceled: ${subject}`,
        }
        send(at, 'Cancelled')
        exception.isRemoved = true
      }
      touch(copy)
    },
    move(copy) {
      copy.moves += 1
      touch(copy)
    },
    respond(copy, response) {
      const answered = (content: EventContent): EventContent => ({
        ...content,
        invited: content.invited.map((one) =>
          one.email === copy.ownerEmail ? { ...one, response } : one,
        ),
      })
      for (const one of [copy, ...siblings(copy).filter(isOrganizerCopy)]) {
        one.content = answered(one.content)
        touch(one)
      }
    },
    attachmentsOf(at) {
      const { copy, originalMs } = at
      if (originalMs === null) return copy.attachments
      const own = copy.exceptions.get(originalMs)?.attachments ?? []
      return habits.doOccurrencesListAttachments ? [...copy.attachments, ...own] : own
    },
    attach(at, file) {
      const attachment: StoredAttachment = {
        ...file,
        id: newKey(),
        modifiedMs: clock.nowMs(),
        addedBy: at.copy.ownerEmail,
      }
      holderOf(at).attachments.push(attachment)
      touch(at.copy)
      return attachment
    },
    detach(at, attachmentId) {
      const holder = holderOf(at)
      holder.attachments = holder.attachments.filter((one) => one.id !== attachmentId)
      touch(at.copy)
    },
    setProperties(copy, values) {
      for (const { id, value } of values) copy.properties.set(id, value)
      touch(copy)
    },
    iCalUIdOf({ copy, originalMs }) {
      const day = habits.occurrenceUid === 'dated' ? originalMs : null
      if (copy.uid.kind === 'exchange') return writeGlobalObjectId(copy.uid.data, day)
      if (habits.foreignUid === 'plain') return copy.uid.text
      return writeGlobalObjectId(wrapForeignUid(copy.uid.text), day)
    },
    changeNumber: () => changes,
  }
}
