import { z } from '../base/zod.ts'
import {
  base64Schema,
  draftSchema,
  frameStateSchema,
  meetingKeySchema,
  pairIdSchema,
  privateNoteSchema,
  providerSchema,
} from './schemas.ts'

const nameText = z.string().check(z.minLength(1), z.maxLength(1024))
const address = z.string().check(z.maxLength(320), z.regex(/^[^\s@]+@[^\s@]+$/))

/** What a person asks of the background through the panel; answered by `panel/reply`. */
export const panelCommandSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('draft-put'), draft: draftSchema }),
  z.object({ name: z.literal('draft-remove'), draftId: z.string() }),
  /** The explicit press that shares a draft: it enters the document, then leaves the device-only store. */
  z.object({ name: z.literal('draft-share'), draftId: z.string() }),
  /**
   * Keeps a private note on this device; an empty text removes it. Answered after the commit. Every panel of
   * the meeting then gets a `panel/private`.
   */
  z.object({ name: z.literal('note-put'), note: privateNoteSchema }),
  z.object({ name: z.literal('note-remove'), noteId: meetingKeySchema }),
  /** Hides the private lane in every panel, or shows it again; kept for later panels. */
  z.object({ name: z.literal('private-hide'), isHidden: z.boolean() }),
  z.object({ name: z.literal('override'), override: z.nullable(z.enum(['always', 'never'])) }),
  z.object({ name: z.literal('frame'), frameState: frameStateSchema }),
  z.object({ name: z.literal('return-focus') }),
  /** Signs in; absent, at the provider that the pair's status names. */
  z.object({
    name: z.literal('connect'),
    provider: z.optional(providerSchema),
    /** The further step that is wanted; what every connection gets, when absent. */
    access: z.optional(z.enum(['partner-files', 'calendar'])),
  }),
  /**
   * Where the page shows names alone: the event is with the person of this name at `index` among those known,
   * null for one not met before. `selfName` is the viewer's own, where the page listed it too.
   */
  z.object({
    name: z.literal('choose-person'),
    partnerName: nameText,
    selfName: z.nullable(nameText),
    index: z.nullable(z.number()),
  }),
  /** The event on screen is with another person of the same name. */
  z.object({ name: z.literal('other-person') }),
  /** Addresses of the two people on screen; null leaves what is known. */
  z.object({
    name: z.literal('tell-addresses'),
    partner: z.nullable(address),
    self: z.nullable(address),
  }),
  /** The pair's file as bytes, to be handed over by mail or chat; comes with the reply. */
  z.object({ name: z.literal('export-file') }),
  /** Merges a file that the partner handed over. */
  z.object({ name: z.literal('import-file'), bytes: base64Schema }),
  /**
   * Creates the pair's file, shares it with the partner's address, attaches it where we organize. `provider`
   * says where it shall live; absent, where the pair's own account is.
   */
  z.object({
    name: z.literal('share-file'),
    provider: z.optional(providerSchema),
    email: z.optional(z.string().check(z.minLength(3), z.maxLength(320))),
  }),
  /** The picker step for the file the partner shared; null lets the person choose one. */
  z.object({
    name: z.literal('pick'),
    fileId: z.nullable(z.string().check(z.maxLength(400))),
    /** Where that file lives; Google Drive when absent. */
    home: z.optional(z.enum(['google', 'onedrive'])),
  }),
  /** A link to the partner's file, pasted by the person. */
  z.object({ name: z.literal('paste-link'), link: z.string().check(z.maxLength(2000)) }),
  /** Loads every year of the pair: the next lease names them all, and those after it on this line too. */
  z.object({ name: z.literal('load-all') }),
  /** The partner may no longer read the files of the pair that are mine; asked for when a relation closes. */
  z.object({ name: z.literal('end-access') }),
  /** The partner of that pair is the partner on screen under another address, or (false) is not. */
  z.object({
    name: z.literal('same-person'),
    pairId: pairIdSchema,
    isSame: z.boolean(),
  }),
  /** Edits what the two have under another address: brings a topic of one's own here, or ticks a promise. */
  z.object({
    name: z.literal('elsewhere'),
    pairId: pairIdSchema,
    edit: z.discriminatedUnion('do', [
      z.object({ do: z.literal('bring-topic'), topicId: z.string().check(z.maxLength(2048)) }),
      z.object({
        do: z.literal('tick-promise'),
        promiseId: z.string().check(z.maxLength(80)),
        isDone: z.boolean(),
      }),
    ]),
  }),
  z.object({ name: z.literal('sync-now') }),
  /** The person has read that something was put right. */
  z.object({ name: z.literal('dismiss') }),
  z.object({ name: z.literal('open-options') }),
])

/** One command; see {@link panelCommandSchema}. */
export type PanelCommand = z.infer<typeof panelCommandSchema>
