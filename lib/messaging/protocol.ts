import { z } from '../base/zod.ts'
import { dialogueMapSchema } from './map-schemas.ts'
import { popupViewSchema, reminderMinutesSchema } from './popup-schemas.ts'
import {
  base64Schema,
  draftSchema,
  errorCodeSchema,
  eventFactsSchema,
  frameStateSchema,
  meetingKeySchema,
  memberIdSchema,
  pairIdSchema,
  panelContextSchema,
  privateNoteSchema,
  providerSchema,
  segmentSchema,
} from './schemas.ts'

/**
 * The whole protocol: one map per direction. Requests travel by `runtime.sendMessage` as
 * `{ type, input }` and are answered with `output`; the panel and the background talk over one port.
 * Everything is parsed on arrival; a message that does not fit is dropped with `message/invalid`.
 */

const empty = z.object({})
const nameText = z.string().check(z.minLength(1), z.maxLength(1024))
const address = z.string().check(z.maxLength(320), z.regex(/^[^\s@]+@[^\s@]+$/))
const token = z.string().check(z.regex(/^[0-9a-f]{32}$/))
const theme = z.nullable(z.enum(['light', 'dark']))
const language = z.nullable(z.string().check(z.maxLength(35)))

/** content script → background. Sender: our content script in the top frame of a known calendar host. */
export const contentRequests = {
  /** Sent once per page load. `frameToken` is the secret in the frame's address; only that frame may join. */
  'content/hello': {
    input: z.object({ site: z.enum(['google', 'outlook']), frameToken: token, theme, language }),
    /** `isEnabled` is false before consent or where the person switched the site off: do nothing more. */
    output: z.object({ isEnabled: z.boolean() }),
  },
  /** A person is about to open an event: load what may be needed. */
  'content/near': { input: empty, output: empty },
  /** An event is shown. The answer says what the frame should become. */
  'content/opened': {
    input: z.object({ facts: eventFactsSchema, theme, language }),
    output: z.object({ frameState: frameStateSchema }),
  },
  /** No event is shown any more; the panel stays. */
  'content/closed': { input: empty, output: empty },
  /** The person moved the frame (Escape, tab, close). */
  'content/frame-moved': { input: z.object({ frameState: frameStateSchema }), output: empty },
  /** A link to a pair's file was opened in the calendar (`#yohaku-file=`). */
  'content/link': {
    input: z.object({ fileId: z.string().check(z.maxLength(200)) }),
    output: empty,
  },
  /** The page's layout seems to have changed. */
  'content/layout-changed': { input: empty, output: empty },
} as const

/** background → content script, by `tabs.sendMessage` to frame 0 as `{ type, input }`. Sender: our background. */
export const contentPushes = {
  /** With `takesFocus` the person asked for the panel by a key: the keyboard goes with them. */
  'frame/set': z.object({
    frameState: frameStateSchema,
    takesFocus: z.optional(z.literal(true)),
  }),
  'frame/return-focus': empty,
  /** Consent was given: say hello again. */
  'frame/enable': empty,
} as const

/** A page of ours (popup, options, welcome) → background. Sender: an extension page. */
export const pageRequests = {
  'page/settings': {
    input: empty,
    output: z.object({
      hasConsented: z.boolean(),
      language: z.enum(['auto', 'ja', 'en']),
      googleClientId: z.string(),
      /** True when managed policy or the build sets it; then the page cannot change it. */
      isClientIdFixed: z.boolean(),
      redirectUrl: z.string(),
      /** The Microsoft counterparts of the two above. */
      microsoftClientId: z.string(),
      isMicrosoftIdFixed: z.boolean(),
      microsoftRedirectUrl: z.string(),
      /** Connected accounts, and those that are not but of which this device still keeps events. */
      accounts: z.array(
        z.object({ provider: providerSchema, email: z.string(), isConnected: z.boolean() }),
      ),
      neverPairs: z.array(z.object({ pairId: pairIdSchema, partner: z.string() })),
      /** Minutes before a 1-on-1 at which a reminder is shown, where the browser may; 0 is never. */
      reminderMinutes: reminderMinutesSchema,
      /** The number of today's 1-on-1s stands on the toolbar button. */
      isBadgeShown: z.boolean(),
    }),
  },
  'page/set': {
    input: z.object({
      hasConsented: z.optional(z.boolean()),
      language: z.optional(z.enum(['auto', 'ja', 'en'])),
      googleClientId: z.optional(z.string().check(z.maxLength(200))),
      microsoftClientId: z.optional(z.string().check(z.maxLength(200))),
      reminderMinutes: z.optional(reminderMinutesSchema),
      isBadgeShown: z.optional(z.boolean()),
    }),
    output: z.object({ error: z.nullable(errorCodeSchema) }),
  },
  /** Signs in at a provider; Google when absent. */
  'page/connect': {
    input: z.object({ provider: z.optional(providerSchema) }),
    output: z.object({ error: z.nullable(errorCodeSchema) }),
  },
  /** Signs out: tokens and what the account's calendar showed are removed. What people wrote stays. */
  'page/disconnect': {
    input: z.object({
      email: z.string().check(z.maxLength(320)),
      provider: z.optional(providerSchema),
    }),
    output: z.object({ error: z.nullable(errorCodeSchema) }),
  },
  /** Signs out and forgets every event seen under the account. What people wrote stays. */
  'page/forget-account': {
    input: z.object({ email: z.string().check(z.maxLength(320)), provider: providerSchema }),
    output: z.object({ error: z.nullable(errorCodeSchema) }),
  },
  /** Lifts a "never here" so that the pair is recognised again. */
  'page/clear-override': { input: z.object({ pairId: pairIdSchema }), output: empty },
  /**
   * What the popup draws, from this device alone: no request is made for it. `near` is today's 1-on-1s (else
   * the next one) and what belongs to those people: there at once, however many other partners there are.
   */
  'page/popup': {
    input: z.object({ extent: z.enum(['near', 'whole']) }),
    output: z.object({ view: popupViewSchema }),
  },
  /** Asks the connected calendars, unless they were asked a moment ago. `hasNews` tells to draw anew. */
  'page/popup-refresh': {
    input: empty,
    output: z.object({ hasNews: z.boolean(), error: z.nullable(errorCodeSchema) }),
  },
  /** わたしの対話マップ, from this device alone; nothing of it is written anywhere but in session memory. */
  'page/map': { input: empty, output: z.object({ map: dialogueMapSchema }) },
  /** Ticks one's own promise off, or takes the tick back. */
  'page/promise-done': {
    input: z.object({
      pairId: pairIdSchema,
      promiseId: z.string().check(z.maxLength(80)),
      isDone: z.boolean(),
    }),
    output: z.object({ error: z.nullable(errorCodeSchema) }),
  },
  /** Everything on this device as one JSON text. */
  'page/export': { input: empty, output: z.object({ json: z.string() }) },
  /** Every pair's shared record for people to read, as one Markdown text; drafts are not in it. */
  'page/export-markdown': { input: empty, output: z.object({ markdown: z.string() }) },
  /** Brings an export back; merges, never overwrites. */
  'page/import': {
    input: z.object({ json: z.string() }),
    output: z.object({ error: z.nullable(errorCodeSchema), pairs: z.number() }),
  },
  /** Erases everything on this device. Files in the cloud are untouched. */
  'page/erase': { input: empty, output: z.object({ error: z.nullable(errorCodeSchema) }) },
} as const

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
  z.object({ name: z.literal('share-file'), provider: z.optional(providerSchema) }),
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

/** panel → background, over the port. Sender: our panel page, in a frame with a registered token or alone. */
export const panelMessages = z.discriminatedUnion('type', [
  /**
   * First message on a port. `token` is null outside a calendar page; only there may `place` name the pair and
   * the meeting to show (`meeting` null: 日程未設定). `heldClientId` after a restart.
   */
  z.object({
    type: z.literal('panel/join'),
    token: z.nullable(token),
    place: z.optional(
      z.nullable(z.object({ pairId: pairIdSchema, meeting: z.nullable(meetingKeySchema) })),
    ),
    panelId: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
    heldClientId: z.nullable(z.number()),
    /** The newest number of erasures the panel was told; absent before the first context. */
    erasures: z.optional(z.number()),
  }),
  /**
   * A y-protocols message for one segment. With `sequence`, it carries edits and is answered by `panel/saved`,
   * unless its copy is void: then by a lease of the present epoch.
   */
  z.object({
    type: z.literal('panel/sync'),
    pairId: pairIdSchema,
    segment: segmentSchema,
    message: base64Schema,
    sequence: z.nullable(z.number()),
    /** The epoch of the lease that this copy was filled under; absent is 0. */
    epoch: z.optional(z.number()),
    /** The message carries the whole segment, which is then taken in from a void copy too. */
    isWhole: z.optional(z.literal(true)),
  }),
  z.object({ type: z.literal('panel/command'), id: z.number(), command: panelCommandSchema }),
  /** This pair's content is on the screen: only now may the network be used for it. */
  z.object({ type: z.literal('panel/painted'), pairId: pairIdSchema }),
  /** The panel became visible or hidden; hidden flushes. */
  z.object({ type: z.literal('panel/visible'), isVisible: z.boolean() }),
  /** The page heard that the network came or went: a dead worker hears nothing. */
  z.object({ type: z.literal('panel/network'), isOnline: z.boolean() }),
])

/** One message of {@link panelMessages}. */
export type PanelMessage = z.infer<typeof panelMessages>

/** background → panel, over the port. Sender: our background. */
export const panelPushes = z.discriminatedUnion('type', [
  /** Sent on join and whenever anything in it changes. */
  z.object({
    type: z.literal('panel/context'),
    context: panelContextSchema,
    /** How often everything on this device was erased; absent is 0. The panel says it when it joins again. */
    erasures: z.optional(z.number()),
  }),
  /** What the panel holds was erased: it has to begin anew, with nothing. */
  z.object({ type: z.literal('panel/void') }),
  /**
   * Sent before the first edit may happen and when the lease changes. `segments` are the segments to load
   * now; the panel answers with a y-protocols question for each, and may edit once all are answered.
   */
  z.object({
    type: z.literal('panel/lease'),
    pairId: pairIdSchema,
    clientId: z.number(),
    segments: z.array(segmentSchema),
    /**
     * The lineage of what is stored; absent is 0. A copy filled under another epoch is void and may not be
     * merged: the panel hands it over whole if not all of it is saved, and begins with an empty one.
     */
    epoch: z.optional(z.number()),
  }),
  z.object({
    type: z.literal('panel/sync'),
    pairId: pairIdSchema,
    segment: segmentSchema,
    message: base64Schema,
  }),
  /** Everything up to `sequence` is committed in IndexedDB. `error` is set when a commit failed. */
  z.object({
    type: z.literal('panel/saved'),
    sequence: z.number(),
    error: z.nullable(errorCodeSchema),
  }),
  /**
   * The private notes beside the shown meeting and beside any topic of the pair, after `load-all` every one of
   * the pair: sent after each context of a pair and whenever they change. While `isHidden`, the words stay in the
   * background: `notes` is empty. Apart from the context, so that no type
   * which code for sharing can see ever holds them.
   */
  z.object({
    type: z.literal('panel/private'),
    pairId: pairIdSchema,
    meeting: meetingKeySchema,
    isHidden: z.boolean(),
    notes: z.array(privateNoteSchema),
  }),
  /**
   * What the two have under other addresses of one of them: the stored segments (Yjs V2) of those pairs, to be
   * read beside the one on screen. Sent after the lease where there are any, and whenever they change.
   */
  z.object({
    type: z.literal('panel/elsewhere'),
    pairId: pairIdSchema,
    pairs: z.array(
      z.object({
        pairId: pairIdSchema,
        self: memberIdSchema,
        partner: memberIdSchema,
        segments: z.array(z.object({ segment: segmentSchema, state: base64Schema })),
      }),
    ),
  }),
  z.object({
    type: z.literal('panel/reply'),
    id: z.number(),
    error: z.nullable(errorCodeSchema),
    /** The bytes that were asked for, base64. */
    bytes: z.optional(base64Schema),
  }),
])

/** A private note as it travels between panel and background; see `panel/private`. */
export type PrivateNoteMessage = z.infer<typeof privateNoteSchema>

/** One message of {@link panelPushes}. */
export type PanelPush = z.infer<typeof panelPushes>

/** Name of the port between panel and background. */
export const panelPortName = 'yohaku-panel/1'
