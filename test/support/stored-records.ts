import type { DraftTopic } from '../../lib/model/agenda.ts'
import type { PairRecord } from '../../lib/storage/ports.ts'
import { ann, ben, meeting, nowMs } from './replica-world.ts'

/** A pair record with every field filled. */
export function pairRecordOf(pairId: string): PairRecord {
  return {
    pairId,
    account: 'ann@example.com',
    self: { id: ann, email: 'ann@example.com', name: 'Ann' },
    partner: { id: ben, email: null, name: '弁' },
    override: null,
    files: [
      {
        provider: 'google',
        fileId: 'file-1',
        url: 'https://drive.google.com/file/d/file-1',
        createdMs: 1,
        isMine: true,
        isAccessible: true,
        isShared: false,
        isAttached: false,
      },
    ],
    readers: { kind: 'two', others: [], checkedMs: 2 },
    lastSyncedMs: null,
    problem: null,
    meetings: [
      {
        key: meeting.key,
        seenMs: nowMs,
        facts: {
          host: 'google',
          source: 'dom',
          selfEmail: null,
          eventId: 'event1',
          calendarId: null,
          seriesId: null,
          iCalUid: null,
          originalStart: null,
          startMs: nowMs,
          endMs: null,
          day: '2026-11-20',
          title: '1on1',
          whenText: '11月20日',
          isAllDay: false,
          kind: 'event',
          guestList: 'complete',
          guests: [
            {
              email: 'ben@example.com',
              name: '弁',
              isOrganizer: false,
              isResource: false,
              isOptional: false,
              answer: 'accepted',
              additionalGuests: 0,
            },
          ],
          organizerEmail: null,
        },
      },
    ],
  }
}

/** A draft with every field filled. */
export function draftOf(pairId: string, id: string, meetingKey: string = meeting.key): DraftTopic {
  return {
    id,
    pairId,
    meeting: meetingKey,
    kind: 'wellbeing',
    title: '',
    response: 'listen',
    responseNote: '',
    note: 'まだ誰にも見せない言葉',
    order: 'a0',
    createdMs: 1,
    updatedMs: 2,
  }
}
