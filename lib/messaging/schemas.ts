import { errorCodes } from '../base/app-error.ts'
import { limits } from '../base/limits.ts'
import { z } from '../base/zod.ts'
import { providerNames } from '../model/account.ts'
import { responseKinds, topicKinds } from '../model/topics.ts'

const text = z.string().check(z.maxLength(limits.textLength))
const line = z.string().check(z.maxLength(limits.lineLength))
const key = z.string().check(z.minLength(1), z.maxLength(1024))
const instant = z.number().check(z.gte(-8.64e15), z.lte(8.64e15))

/** Names and titles from a page may be longer than we show: they are cut, never a reason to refuse. */
const name = z.pipe(
  z.string(),
  z.transform((value: string) => value.slice(0, limits.nameLength)),
)

/** A pair key as `pairIdOf` makes it. */
export const pairIdSchema = z.string().check(z.regex(/^[0-9a-f]{32}$/))

/** A segment name. */
export const segmentSchema = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/))

/** Base64 of bytes that travel over a port. */
export const base64Schema = z.string().check(z.maxLength(limits.messageLength))

/** A draft of a sensitive topic. */
export const draftSchema = z.object({
  id: key,
  pairId: pairIdSchema,
  meeting: key,
  kind: z.enum(topicKinds),
  title: line,
  response: z.nullable(z.enum(responseKinds)),
  responseNote: line,
  note: text,
  order: key,
  createdMs: instant,
  updatedMs: instant,
})

/** A private note, as the panel writes it; the background keeps it in the device-only database. */
export const privateNoteSchema = z.object({
  id: key,
  pairId: pairIdSchema,
  meeting: key,
  topicId: z.nullable(key),
  text,
  updatedMs: instant,
})

/** A meeting's key. */
export const meetingKeySchema = key

const guestSchema = z.object({
  email: z.nullable(z.string().check(z.maxLength(320))),
  name,
  isOrganizer: z.boolean(),
  isResource: z.boolean(),
  isOptional: z.boolean(),
  answer: z.nullable(z.enum(['accepted', 'declined', 'tentative', 'none'])),
  additionalGuests: z.number(),
})

/** Facts about an event, as a content script sends them. */
export const eventFactsSchema = z.object({
  host: z.enum(['google', 'outlook']),
  source: z.enum(['dom', 'api']),
  selfEmail: z.nullable(z.string().check(z.maxLength(320))),
  eventId: key,
  calendarId: z.nullable(z.string().check(z.maxLength(1024))),
  seriesId: z.nullable(key),
  iCalUid: z.nullable(key),
  originalStart: z.nullable(z.string().check(z.regex(/^\d{8}(T\d{6}Z)?$/))),
  startMs: z.nullable(instant),
  endMs: z.nullable(instant),
  day: z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
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
  guests: z.array(guestSchema).check(z.maxLength(500)),
  organizerEmail: z.nullable(z.string().check(z.maxLength(320))),
})

/** How the panel stands in the page. */
export const frameStateSchema = z.enum(['hidden', 'glance', 'open', 'collapsed'])

/** A member id as `memberIdOf` makes it. */
export const memberIdSchema = z.string().check(z.regex(/^[0-9a-f]{16}$/))

/** A person as both sides know them. */
export const personSchema = z.object({
  id: memberIdSchema,
  email: z.nullable(z.string()),
  name: z.string(),
})

/** An error code a person can be told. */
export const errorCodeSchema = z.enum(errorCodes)

/** Whose service an account belongs to. */
export const providerSchema = z.enum(providerNames)

/** The honest state of one pair's data. */
export const syncStatusSchema = z.object({
  isOnline: z.boolean(),
  connection: z.enum(['not-configured', 'not-connected', 'connected', 'expired']),
  phase: z.enum(['local', 'waiting', 'arrived']),
  lastSyncedMs: z.nullable(instant),
  file: z.nullable(
    z.object({
      id: z.string(),
      url: z.string(),
      provider: z.optional(z.enum(['google', 'onedrive'])),
      isMine: z.boolean(),
      isAttached: z.boolean(),
      isShared: z.boolean(),
    }),
  ),
  readers: z.object({
    kind: z.enum(['two', 'only-me', 'more', 'link', 'unknown']),
    others: z.array(z.string()),
    checkedMs: z.nullable(instant),
  }),
  nextStep: z.nullable(
    z.enum([
      'configure',
      'connect',
      'reconnect',
      'tell-address',
      'create',
      'pick',
      'consent',
      'send-link',
    ]),
  ),
  provider: z.optional(providerSchema),
  problem: z.nullable(errorCodeSchema),
})

/** Everything a panel needs beside the pair document. */
export const panelContextSchema = z.object({
  kind: z.enum(['pair', 'offer', 'none']),
  pairId: z.nullable(pairIdSchema),
  self: z.nullable(personSchema),
  partner: z.nullable(personSchema),
  meeting: z.nullable(
    z.object({
      key,
      title: z.string(),
      startMs: z.nullable(instant),
      endMs: z.nullable(instant),
      day: z.nullable(z.string()),
      whenText: z.string(),
      isPartnerDeclined: z.boolean(),
      isDayShared: z.optional(z.boolean()),
    }),
  ),
  eventId: z.optional(z.nullable(key)),
  override: z.nullable(z.enum(['always', 'never'])),
  naming: z.optional(
    z.nullable(
      z.object({
        isByName: z.boolean(),
        candidates: z.array(z.string()),
        people: z.array(z.object({ index: z.number(), email: z.nullable(z.string()) })),
        ownEmails: z.array(z.string()),
        hasCalendar: z.boolean(),
        clientId: z.string(),
      }),
    ),
  ),
  drafts: z.array(draftSchema),
  status: syncStatusSchema,
  frameState: frameStateSchema,
  isBlank: z.optional(z.boolean()),
  theme: z.nullable(z.enum(['light', 'dark'])),
  addresses: z.array(
    z.object({
      pairId: pairIdSchema,
      partner: personSchema,
      provider: z.optional(z.enum(['google', 'microsoft'])),
      kind: z.enum(['same', 'asked', 'other']),
    }),
  ),
  language: z.enum(['ja', 'en']),
})
