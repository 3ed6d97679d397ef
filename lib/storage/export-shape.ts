import { errorCodes } from '../base/app-error.ts'
import { limits } from '../base/limits.ts'
import { z } from '../base/zod.ts'
import { providerNames } from '../model/account.ts'
import { responseKinds, topicKinds } from '../model/topics.ts'

/**
 * The shape of an export, format 2. It is read back from a file a person may have edited, so every field is
 * checked. Unknown fields are dropped; a higher `version` is refused, for its reader would lose what it does
 * not know. Format 1 had no private notes and is still read.
 */

const line = z.string().check(z.maxLength(limits.lineLength))
const name = z.string().check(z.maxLength(1024))
const key = z.string().check(z.minLength(1), z.maxLength(2048))
const instant = z.number().check(z.gte(-8.64e15), z.lte(8.64e15))
const member = z.string().check(z.regex(/^[0-9a-f]{16}$/))
const pairId = z.string().check(z.regex(/^[0-9a-f]{32}$/))
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const base64 = z.string().check(z.maxLength(limits.messageLength))

const person = z.object({ id: member, email: z.nullable(name), name })

const guest = z.object({
  email: z.nullable(name),
  name,
  isOrganizer: z.boolean(),
  isResource: z.boolean(),
  isOptional: z.boolean(),
  answer: z.nullable(z.enum(['accepted', 'declined', 'tentative', 'none'])),
  additionalGuests: z.number(),
})

const facts = z.object({
  host: z.enum(['google', 'outlook']),
  source: z.enum(['dom', 'api']),
  selfEmail: z.nullable(name),
  eventId: key,
  calendarId: z.nullable(name),
  seriesId: z.nullable(name),
  iCalUid: z.nullable(name),
  originalStart: z.nullable(name),
  startMs: z.nullable(instant),
  endMs: z.nullable(instant),
  day: z.nullable(day),
  title: name,
  whenText: name,
  isAllDay: z.boolean(),
  kind: z.enum([
    'event',
    'task',
    'birthday',
    'focus',
    'out-of-office',
    'working-location',
    'unsaved',
    'other',
  ]),
  guestList: z.enum(['complete', 'hidden', 'partial', 'none']),
  guests: z.array(guest).check(z.maxLength(500)),
  organizerEmail: z.nullable(name),
})

const pairRecord = z.object({
  pairId,
  account: name,
  provider: z.optional(z.enum(providerNames)),
  self: person,
  partner: person,
  override: z.nullable(z.enum(['always', 'never'])),
  files: z.array(
    z.object({
      provider: z.enum(['google', 'onedrive']),
      // Where OneDrive has told no id yet, the link a person pasted stands for it.
      fileId: z.string().check(z.maxLength(2048)),
      // Shown as a link: nothing but a web address may come in.
      url: z.string().check(z.maxLength(2048), z.regex(/^(https:\/\/.*)?$/)),
      // No instant before the file was opened: then a number beyond them all.
      createdMs: z.number(),
      isMine: z.boolean(),
      // No text gives a right to a file, or says what is in it: both are looked at anew before sync gets it.
      isAccessible: z.pipe(
        z.boolean(),
        z.transform((): boolean => false),
      ),
      isShared: z.boolean(),
      isAttached: z.boolean(),
      account: z.optional(name),
      sharedWith: z.optional(name),
    }),
  ),
  readers: z.object({
    kind: z.enum(['two', 'only-me', 'more', 'link', 'unknown']),
    others: z.array(name),
    checkedMs: z.nullable(instant),
  }),
  lastSyncedMs: z.nullable(instant),
  problem: z.nullable(z.enum(errorCodes)),
  meetings: z.array(
    z.object({ key, facts, seenMs: instant, alsoEvents: z.optional(z.array(key)) }),
  ),
  aliases: z.optional(z.record(member, member)),
  notSame: z.optional(z.array(member)),
})

const draft = z.object({
  id: key,
  pairId,
  meeting: key,
  kind: z.enum(topicKinds),
  title: line,
  response: z.nullable(z.enum(responseKinds)),
  responseNote: line,
  note: z.string().check(z.maxLength(limits.textLength)),
  order: name,
  createdMs: instant,
  updatedMs: instant,
})

const note = z.object({
  id: key,
  pairId,
  meeting: key,
  topicId: z.nullable(key),
  text: z.string().check(z.maxLength(limits.textLength)),
  updatedMs: instant,
})

/** Everything of this device as one JSON value. Client ids are never in it: two devices must not share one. */
export const exportSchema = z.object({
  format: z.literal('yohaku-export'),
  version: z.literal([1, 2]),
  exportedMs: instant,
  pairs: z.array(pairRecord),
  documents: z.array(
    z.object({
      pairId,
      segments: z.array(
        z.object({
          id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
          /** Base64 of Yjs V2 updates that together are the segment. */
          updates: z.array(base64),
        }),
      ),
    }),
  ),
  drafts: z.array(draft),
  notes: z._default(z.array(note), []),
})

/** An export as a value; see {@link exportSchema}. */
export type ExportFile = z.infer<typeof exportSchema>
