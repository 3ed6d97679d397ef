import type { PageOutput } from '../../../lib/messaging/send-page-request.ts'

type Popup = PageOutput<'page/popup'>['view']

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** People of the sample. */
const people = {
  mori: { id: 'a'.repeat(16), email: 'mori@example.com', name: '森 つかさ' },
  sato: { id: 'b'.repeat(16), email: 'sato@example.com', name: '佐藤課長' },
  robin: { id: 'c'.repeat(16), email: 'robin@example.com', name: '' },
}

/** A popup with something of everything, around `nowMs`. */
export function samplePopup(nowMs: number): Popup {
  const topic = {
    title: '',
    response: null,
    responseNote: '',
    isDraft: false,
    isCarried: false,
  } as const
  return {
    meetings: [
      {
        pairId: '1'.repeat(32),
        partner: people.mori,
        relation: 'mentor',
        meeting: 'weekly@google.com|20261125T010000Z',
        startMs: nowMs + 8 * minuteMs,
        endMs: nowMs + 38 * minuteMs,
        day: '2026-11-25',
        isPartnerDeclined: false,
        eventUrl: 'https://calendar.google.com/calendar/event?eid=abc&authuser=me%40example.com',
        theirs: [
          { ...topic, kind: 'career', response: 'listen' },
          { ...topic, kind: 'work', response: 'advice', isCarried: true },
        ],
        mine: [
          { ...topic, kind: 'policy', response: 'other', responseNote: '率直な感想がほしい' },
          { ...topic, kind: 'wellbeing', response: 'together', isDraft: true },
        ],
        hiddenCount: 2,
        isUnseen: true,
      },
      {
        pairId: '2'.repeat(32),
        partner: people.sato,
        relation: 'boss',
        meeting: 'later@google.com|',
        startMs: nowMs + 3 * dayMs,
        endMs: nowMs + 3 * dayMs + 30 * minuteMs,
        day: '2026-11-28',
        isPartnerDeclined: false,
        eventUrl: null,
        theirs: [],
        mine: [{ ...topic, kind: 'custom', title: '見積りの前提 <b>&amp;</b>', response: 'view' }],
        hiddenCount: 0,
        isUnseen: false,
      },
    ],
    promises: [
      {
        id: 'p1',
        pairId: '1'.repeat(32),
        partner: people.mori,
        text: '企画課の先輩を紹介する',
        dueDay: '2026-11-20',
        whenWhere: '金曜の朝、席に着いたら',
      },
      {
        id: 'p2',
        pairId: '2'.repeat(32),
        partner: people.sato,
        text: '目標シートを直して送る',
        dueDay: null,
        whenWhere: '',
      },
    ],
    keeps: [
      {
        pairId: '1'.repeat(32),
        partner: people.mori,
        text: '週に一度、予定のない30分を先に押さえる',
      },
    ],
    people: [
      {
        pairId: '3'.repeat(32),
        partner: people.robin,
        relation: 'diagonal',
        waitingCount: 2,
        lastDay: '2026-10-02',
      },
    ],
    calendarReadMs: nowMs - 5 * minuteMs,
  }
}

/** A popup with nothing in it. */
export const emptyPopup: Popup = {
  meetings: [],
  promises: [],
  keeps: [],
  people: [],
  calendarReadMs: null,
}
