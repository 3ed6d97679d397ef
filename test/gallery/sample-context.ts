import type { DraftTopic } from '../../lib/model/agenda.ts'
import type { PanelContext, PanelMeeting } from '../../lib/model/panel-context.ts'
import type { Person } from '../../lib/model/people.ts'
import type { SyncStatus } from '../../lib/model/sync-status.ts'

/** Now, in every picture and test of the panel: a Thursday morning in Tokyo. */
export const sampleNowMs = Date.parse('2026-11-26T09:52+09:00')

const minuteMs = 60_000

/** The person at the panel. */
export const me: Person = { id: '1111111111111111', email: 'mio@example.com', name: '森 みお' }

/** The other person. */
export const partner: Person = {
  id: '2222222222222222',
  email: 'hana@example.com',
  name: '佐藤 花',
}

/** The partner under the address they had before. */
export const formerPartner: Person = {
  id: '3333333333333333',
  email: 'hana.sato@former.example',
  name: '佐藤 花',
}

/** The pair that was kept under it. */
export const formerPairId = 'fedcba9876543210fedcba9876543210'

/** A pair of the two. */
export const samplePairId = '0123456789abcdef0123456789abcdef'

/** A weekly meeting that begins in eight minutes. */
export const sampleMeeting: PanelMeeting = {
  key: 'weekly@google.com|20261126T010000Z',
  title: '1on1',
  startMs: sampleNowMs + 8 * minuteMs,
  endMs: sampleNowMs + 38 * minuteMs,
  day: '2026-11-26',
  whenText: '',
  isPartnerDeclined: false,
}

/** Everything shared and arrived. */
export const arrivedStatus: SyncStatus = {
  isOnline: true,
  connection: 'connected',
  phase: 'arrived',
  lastSyncedMs: sampleNowMs - 12 * minuteMs,
  file: {
    id: '1AbCdEfGhIjKlMnOpQrStUvWxYz',
    url: 'https://drive.google.com/file/d/file-1/view',
    isMine: true,
    isAttached: true,
    isShared: true,
  },
  readers: { kind: 'two', others: [], checkedMs: sampleNowMs - 12 * minuteMs },
  nextStep: null,
  problem: null,
}

/** Nothing connected yet. */
export const localStatus: SyncStatus = {
  isOnline: true,
  connection: 'not-connected',
  phase: 'local',
  lastSyncedMs: null,
  file: null,
  readers: { kind: 'only-me', others: [], checkedMs: null },
  nextStep: 'connect',
  problem: null,
}

/** A context of the pair, with `change` over it. */
export function sampleContext(change: Partial<PanelContext> = {}): PanelContext {
  return {
    kind: 'pair',
    pairId: samplePairId,
    self: me,
    partner,
    meeting: sampleMeeting,
    override: null,
    drafts: [],
    status: arrivedStatus,
    frameState: 'glance',
    theme: 'light',
    addresses: [],
    language: 'ja',
    ...change,
  }
}

/** A draft of a sensitive topic of mine. */
export function sampleDraft(change: Partial<DraftTopic> = {}): DraftTopic {
  return {
    id: `y2026/${sampleMeeting.key}/${me.id}/wellbeing`,
    pairId: samplePairId,
    meeting: sampleMeeting.key,
    kind: 'wellbeing',
    title: '',
    response: null,
    responseNote: '',
    note: '',
    order: 'a5',
    createdMs: sampleNowMs - minuteMs,
    updatedMs: sampleNowMs - minuteMs,
    ...change,
  }
}
