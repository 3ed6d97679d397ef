import { calm, type Faults } from './faults.ts'

/** Things that happen to a device or to the file, beside edits; each is placed at random in the session. */
export type EventKind =
  | 'offline-spell'
  | 'kill'
  | 'reopen'
  | 'skew'
  | 'roll-back'
  | 'restore-revision'
  | 'delete-file'
  | 'second-file'
  | 'edit-readable'
  | 'edit-state'
  | 'empty-file'
  | 'read-only-spell'
  | 'unshare-spell'
  | 'sign-out-spell'

/** A kind of run. */
export interface Scenario {
  name: string
  /** Ids of `sync.json` this scenario stands for. */
  ids: readonly string[]
  /** Where most of the trouble comes from. */
  strain: 'provider' | 'devices'
  devices: readonly [number, number]
  /** Length of the session in which people edit. */
  minutes: number
  /** Mean time between edits of one device. */
  editEveryMs: number
  faults: Faults
  /** How many events of each kind, between the two numbers. */
  events: Partial<Record<EventKind, readonly [number, number]>>
  /** Devices begin with words of their own and without the file. */
  startsApart: boolean
}

const base: Omit<Scenario, 'name' | 'ids'> = {
  strain: 'devices',
  devices: [2, 4],
  minutes: 2.5,
  editEveryMs: 6_000,
  faults: calm,
  events: {},
  startsApart: false,
}

const dying: Partial<Faults> = { deathsPerCall: 1 / 1_500 }
const flaky: Partial<Faults> = {
  droppedRequests: 0.02,
  lostAnswers: 0.03,
  serverErrors: 0.02,
}

/** Every scenario; `npm run simulate` runs them all. */
export const scenarios: readonly Scenario[] = [
  { ...base, name: 'calm', ids: ['J5-noop-touch', 'R1-fetch-while-pending', 'R2-put-conflict'] },
  {
    ...base,
    name: 'last-writer-wins',
    strain: 'provider',
    ids: ['D1-lww-store', 'J7-cancel-mid-delta'],
    faults: { ...calm, ...dying, hasPrecondition: false, lostAnswers: 0.02 },
    events: { 'offline-spell': [0, 4], kill: [2, 8] },
  },
  {
    ...base,
    name: 'stale-reads',
    strain: 'provider',
    ids: ['D2-stale-read'],
    faults: { ...calm, ...dying, hasPrecondition: false, staleReads: 0.3, lostAnswers: 0.02 },
    events: { 'offline-spell': [0, 4], kill: [2, 8] },
  },
  {
    ...base,
    name: 'corrupt-uploads',
    strain: 'provider',
    ids: ['D3-corrupt-upload'],
    faults: { ...calm, ...dying, corruptUploads: 0.05, corruptDownloads: 0.02 },
    events: { 'offline-spell': [0, 2], kill: [0, 4] },
  },
  {
    ...base,
    name: 'restored-revision',
    strain: 'provider',
    ids: ['D4-revision-restore'],
    events: { 'restore-revision': [1, 3], 'offline-spell': [0, 2] },
  },
  {
    ...base,
    name: 'deleted-file',
    strain: 'provider',
    ids: ['D5-file-deleted-recreated'],
    events: { 'delete-file': [1, 2], 'offline-spell': [0, 2], kill: [0, 3] },
  },
  {
    ...base,
    name: 'two-files',
    strain: 'provider',
    ids: ['two-files'],
    events: { 'second-file': [1, 2], 'offline-spell': [0, 2], kill: [0, 3] },
  },
  {
    ...base,
    name: 'hand-edits',
    strain: 'provider',
    ids: ['D6-human-edit', 'J6-empty-target'],
    events: { 'edit-readable': [0, 2], 'edit-state': [0, 2], 'empty-file': [0, 2] },
  },
  {
    ...base,
    name: 'clock-skew',
    ids: ['D7-clock-skew'],
    events: { skew: [2, 6], kill: [0, 3], 'offline-spell': [0, 2] },
  },
  {
    ...base,
    name: 'rolled-back',
    ids: ['D8-rollback-idb'],
    devices: [2, 3],
    events: { 'roll-back': [1, 2], 'offline-spell': [1, 4] },
  },
  {
    ...base,
    name: 'rolled-back-two-files',
    ids: ['D8-rollback-idb'],
    devices: [2, 4],
    faults: { ...calm, ...dying, lostAnswers: 0.02 },
    events: { 'roll-back': [1, 3], 'second-file': [1, 2], 'offline-spell': [0, 3], kill: [0, 3] },
  },
  {
    ...base,
    name: 'outlived-panels',
    ids: ['D8-rollback-idb'],
    devices: [2, 3],
    editEveryMs: 3_000,
    faults: { ...calm, ...flaky, deathsPerCall: 1 / 60 },
    events: { 'roll-back': [1, 3], 'offline-spell': [0, 2], kill: [6, 14] },
  },
  {
    ...base,
    name: 'crashes',
    ids: ['J7-cancel-mid-delta'],
    faults: { ...calm, ...flaky, deathsPerCall: 1 / 150 },
    events: { kill: [4, 12] },
  },
  {
    ...base,
    name: 'offline',
    ids: ['R6-offline', 'J1-both-edit-same-note'],
    events: { 'offline-spell': [4, 10], reopen: [0, 4] },
  },
  {
    ...base,
    name: 'flaky-provider',
    strain: 'provider',
    ids: ['R2-put-conflict'],
    faults: {
      ...calm,
      ...flaky,
      throttled: 0.03,
      duplicateWrites: 0.05,
      spuriousConflicts: 0.05,
      staleReads: 0.1,
    },
    events: { reopen: [0, 3] },
  },
  {
    ...base,
    name: 'second-device',
    ids: ['J12-second-device-with-content'],
    devices: [3, 5],
    startsApart: true,
    events: { 'offline-spell': [0, 3] },
  },
  {
    ...base,
    name: 'rights-taken',
    strain: 'provider',
    ids: ['J13-unshare-reshare', 'J8-read-only-target', 'R5-401'],
    events: { 'unshare-spell': [0, 2], 'read-only-spell': [0, 2], 'sign-out-spell': [0, 2] },
  },
  {
    ...base,
    name: 'full-disk',
    ids: ['full-disk'],
    faults: { ...calm, fullDisk: 0.02 },
    events: { kill: [0, 2] },
  },
  {
    ...base,
    name: 'everything',
    ids: ['J11-fuzz'],
    devices: [2, 5],
    faults: {
      ...calm,
      ...flaky,
      deathsPerCall: 1 / 800,
      staleReads: 0.3,
      corruptUploads: 0.05,
      corruptDownloads: 0.01,
      throttled: 0.02,
      duplicateWrites: 0.03,
      spuriousConflicts: 0.03,
      fullDisk: 0.005,
    },
    events: {
      'offline-spell': [0, 4],
      kill: [0, 4],
      reopen: [0, 4],
      skew: [0, 2],
      'roll-back': [0, 1],
      'restore-revision': [0, 1],
      'delete-file': [0, 1],
      'second-file': [0, 1],
      'edit-readable': [0, 1],
      'edit-state': [0, 1],
      'empty-file': [0, 1],
      'read-only-spell': [0, 1],
      'unshare-spell': [0, 1],
      'sign-out-spell': [0, 1],
    },
  },
]

/** A scenario by name. */
export function findScenario(name: string): Scenario | null {
  return scenarios.find((one) => one.name === name) ?? null
}
