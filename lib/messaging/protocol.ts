import { z } from '../base/zod.ts'
import { dialogueMapSchema } from './map-schemas.ts'
import { panelCommandSchema } from './panel-command-schemas.ts'
import { popupViewSchema } from './popup-schemas.ts'
import {
  base64Schema,
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
import { settingsChangeSchema, settingsSchema } from './settings-schemas.ts'

/**
 * The whole protocol: one map per direction; what the messages carry stands in `*-schemas.ts`. Requests travel by
 * `runtime.sendMessage` as `{ type, input }` and are answered with `output`; the panel and the background talk
 * over one port.
 * Everything is parsed on arrival; a message that does not fit is dropped with `message/invalid`.
 */

const empty = z.object({})
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
  /**
   * A person is about to open an event: load what may be needed. `facts` is what the page said of it before;
   * a panel that nobody sees is made ready with it.
   */
  'content/near': { input: z.object({ facts: z.optional(eventFactsSchema) }), output: empty },
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
  'page/settings': { input: empty, output: settingsSchema },
  'page/set': {
    input: settingsChangeSchema,
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
