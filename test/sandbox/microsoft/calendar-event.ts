/** One invited person or room. The organizer is not among them. */
export interface Invited {
  email: string
  name: string
  type: 'required' | 'optional' | 'resource'
  response: 'none' | 'accepted' | 'declined' | 'tentativelyAccepted' | 'notResponded'
}

/** What the organizer decides and every update carries to the other copies. */
export interface EventContent {
  subject: string
  /** Midnight UTC of the first day when all-day. */
  startMs: number
  /** Exclusive; midnight UTC after the last day when all-day. */
  endMs: number
  isAllDay: boolean
  /** IANA zone in which the rule is expanded. */
  timeZone: string
  /** Rule lines as `recurrence.ts` reads them; empty for a single event. */
  recurrence: readonly string[]
  invited: readonly Invited[]
  location: string
  body: string
  hideAttendees: boolean
  sensitivity: 'normal' | 'personal' | 'private' | 'confidential'
  showAs: 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere'
  isOnlineMeeting: boolean
  isCancelled: boolean
}

/** A file on an event. */
export interface StoredAttachment {
  id: string
  name: string
  contentType: string
  bytes: Buffer
  modifiedMs: number
  /** Whose doing it is; an update of the organizer's brings that one's. */
  addedBy: string
}

/** How one occurrence differs from its series. */
export interface EventException {
  content: Partial<EventContent>
  attachments: StoredAttachment[]
  /** No longer in this mailbox. */
  isRemoved: boolean
}

/** One event or series in one mailbox. Every mailbox has its own copy with ids of its own. */
export interface EventCopy {
  key: string
  ownerEmail: string
  /** Counts moves between folders; ordinary ids change with each. */
  moves: number
  /** The UID the organizer's system gave. */
  uid: { kind: 'exchange'; data: string } | { kind: 'foreign'; text: string }
  organizer: { email: string; name: string }
  content: EventContent
  attachments: StoredAttachment[]
  /** By original start. */
  exceptions: Map<number, EventException>
  /** Extended properties by id; never leave the mailbox. */
  properties: Map<string, string>
  isRemoved: boolean
  createdMs: number
  modifiedMs: number
  /** Of the world's count of changes; the change key is made of it. */
  changeNumber: number
}

/** One event as a mailbox has it: a single one, a whole series, or one occurrence. */
export interface LocatedEvent {
  copy: EventCopy
  /** Original start of an occurrence; null for a single event or a series. */
  originalMs: number | null
}

/** Graph's word for what it is. */
export function typeOf({
  copy,
  originalMs,
}: LocatedEvent): 'singleInstance' | 'seriesMaster' | 'occurrence' | 'exception' {
  if (originalMs !== null) return copy.exceptions.has(originalMs) ? 'exception' : 'occurrence'
  return copy.content.recurrence.length > 0 ? 'seriesMaster' : 'singleInstance'
}

/** Content of an event, an occurrence's own changes included. */
export function contentOf({ copy, originalMs }: LocatedEvent): EventContent {
  if (originalMs === null) return copy.content
  const { startMs, endMs } = copy.content
  return {
    ...copy.content,
    recurrence: [],
    startMs: originalMs,
    endMs: originalMs + (endMs - startMs),
    ...copy.exceptions.get(originalMs)?.content,
  }
}

/** The viewer is the organizer. */
export function isOrganizerCopy(copy: EventCopy): boolean {
  return copy.ownerEmail === copy.organizer.email
}
