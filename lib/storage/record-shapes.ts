import type { DraftTopic } from '../model/agenda.ts'
import type { NamedPeople } from '../model/named-people.ts'
import type { PairId } from '../model/people.ts'
import type { MeetingMark, PairRecord, SyncState, UpcomingCache } from './ports.ts'
import type { PrivateNote } from './private-port.ts'

/**
 * Plain checks on records read from this device's own disk: enough to know a record for what it is. What an
 * export brings in from elsewhere is checked field by field in `parse-export.ts`.
 */

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True for a pair record; of `pairId` unless that is null. */
export function isPairRecord(value: unknown, pairId: PairId | null): value is PairRecord {
  if (!isObject(value) || typeof value.pairId !== 'string') return false
  if (pairId !== null && value.pairId !== pairId) return false
  return (
    typeof value.account === 'string' &&
    isObject(value.self) &&
    isObject(value.partner) &&
    isObject(value.readers) &&
    Array.isArray(value.files) &&
    Array.isArray(value.meetings)
  )
}

/** True for a sync state. */
export function isSyncState(value: unknown): value is SyncState {
  return (
    isObject(value) &&
    isObject(value.files) &&
    Array.isArray(value.readOnlyFiles) &&
    typeof value.failureCount === 'number' &&
    isObject(value.requests)
  )
}

/** True for a draft. */
export function isDraft(value: unknown): value is DraftTopic {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.pairId === 'string' &&
    typeof value.meeting === 'string' &&
    typeof value.kind === 'string' &&
    typeof value.note === 'string' &&
    typeof value.updatedMs === 'number'
  )
}

/** True for a private note. */
export function isPrivateNote(value: unknown): value is PrivateNote {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.pairId === 'string' &&
    typeof value.meeting === 'string' &&
    (value.topicId === null || typeof value.topicId === 'string') &&
    typeof value.text === 'string' &&
    typeof value.updatedMs === 'number'
  )
}

/** True for what a calendar showed. */
export function isUpcomingCache(value: unknown): value is UpcomingCache {
  return (
    isObject(value) &&
    typeof value.account === 'string' &&
    typeof value.fetchedMs === 'number' &&
    typeof value.fromMs === 'number' &&
    typeof value.toMs === 'number' &&
    Array.isArray(value.events)
  )
}

/** True for what was said about names. */
export function isNamedPeople(value: unknown): value is NamedPeople {
  return (
    isObject(value) &&
    typeof value.place === 'string' &&
    typeof value.selfId === 'string' &&
    Array.isArray(value.selfNames) &&
    isObject(value.names)
  )
}

/** True for a mark. */
export function isMeetingMark(value: unknown): value is MeetingMark {
  return (
    isObject(value) &&
    typeof value.pairId === 'string' &&
    typeof value.meeting === 'string' &&
    typeof value.updatedMs === 'number'
  )
}
