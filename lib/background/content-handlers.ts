import { type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import type { Timers } from '../base/clock.ts'
import type { contentRequests } from '../messaging/protocol.ts'
import type { SenderKind } from '../messaging/sender.ts'
import type { RequestHandlers } from '../messaging/serve-requests.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { FrameState } from '../model/panel-context.ts'
import type { FrameRecord, FrameRegistry } from './frames.ts'
import type { EventLearner } from './learn-event.ts'
import type { Recognition } from './recognise.ts'
import type { SettingsStore } from './settings.ts'

/** What answering content scripts needs. */
export interface ContentHandlerDependencies {
  frames: FrameRegistry
  settings: SettingsStore
  recognise: (facts: EventFacts) => Promise<Recognition>
  /** The person opened an event; `isPair` when it is a 1-on-1 with a known partner. */
  noteOpened: (facts: EventFacts, isPair: boolean) => void
  /** What a calendar's API tells beyond its page. */
  learner: Pick<EventLearner, 'known'> & {
    learn: (facts: EventFacts) => Promise<EventFacts | null>
  }
  /** Something in the context of this tab's panel changed; wakes the panel where its line rests. */
  refreshTab: (tabId: number) => void
  /** Load what the next event may need, and wake the tab's panel. */
  warmUp: (tabId: number) => Promise<void>
  /** Remembers a file whose link was opened in the calendar until its pair is on screen. */
  keepLinkedFile: (fileId: string) => Promise<void>
  /** Moves the frame of a tab without the page having asked. */
  showFrame: (tabId: number, frameState: FrameState) => Promise<void>
  timers: Timers
  report: (thrown: unknown) => void
}

/** A press that opens no event within this time was none. */
const nearForMs = 5000

type ContentSender = Extract<SenderKind, { kind: 'content' }>

/** Answers what content scripts say about their page. */
export function createContentHandlers(
  dependencies: ContentHandlerDependencies,
): RequestHandlers<typeof contentRequests, ContentSender> {
  const { frames, settings } = dependencies

  const change = (tabId: number, part: Partial<FrameRecord>) =>
    frames.update(tabId, (record) => (record === null ? null : { ...record, ...part }))

  /** Puts what is wrong with a page where the person looks: a panel that is hidden comes out as a glance. */
  const tell = async (known: FrameRecord, trouble: ErrorCode) => {
    // Once: who closed it has read it.
    const isNews = known.trouble !== trouble
    const frameState = isNews && known.frameState === 'hidden' ? 'glance' : known.frameState
    await change(known.tabId, { trouble, frameState, near: null })
    dependencies.refreshTab(known.tabId)
    return { frameState }
  }

  const recogniseOrTell = async (
    facts: EventFacts,
  ): Promise<Recognition | { trouble: ErrorCode }> => {
    try {
      return await dependencies.recognise(facts)
    } catch (thrown) {
      const trouble = errorCodeOf(thrown)
      if (!trouble.startsWith('storage/')) throw thrown
      dependencies.report(thrown)
      return { trouble }
    }
  }

  /** The event each page showed last, as long as this worker lives. */
  const shownEvents = new Map<number, string>()

  /** Judges an event and lets the tab's frame stand accordingly. `known` holds the page's latest looks. */
  const takeEvent = async (
    known: FrameRecord,
    facts: EventFacts,
  ): Promise<{ frameState: FrameState }> => {
    const recognised = await recogniseOrTell(facts)
    if (!('verdict' in recognised)) return tell(known, recognised.trouble)
    const { verdict, record } = recognised
    dependencies.noteOpened(facts, record !== null)
    // The person opened another event while we looked: its panel must not show this one's partner.
    if (shownEvents.get(known.tabId) !== facts.eventId) return { frameState: known.frameState }
    const isOffered = record === null && verdict.isOffered
    const isSameEvent = known.facts !== null && known.facts.eventId === facts.eventId
    const isOtherPair = record !== null && record.pairId !== known.pairId
    const frameState = nextFrameState({
      current: known.frameState,
      isPair: record !== null,
      isOffered,
      opensByItself: verdict.opensByItself,
      // Guests that load late change the facts of the same event: what the person did with the panel stays.
      isNew: !isSameEvent || isOtherPair,
      isReopened: isSameEvent && !known.isEventShown,
    })
    const isShown = record !== null || isOffered
    await change(known.tabId, {
      theme: known.theme,
      pageLanguage: known.pageLanguage,
      frameState,
      near: null,
      isEventShown: true,
      trouble: null,
      // Another event that is no 1-on-1 does not take away the panel a person is writing in.
      ...(isShown && {
        facts,
        pairId: record?.pairId ?? null,
        isOffered,
        isPartnerDeclined: verdict.isPartnerDeclined,
      }),
    })
    // A panel that made way goes blank; one that was hidden and blank already may go on sleeping.
    const isLeft = known.frameState !== frameState || known.near !== null
    if (isShown || isLeft) dependencies.refreshTab(known.tabId)
    return { frameState }
  }

  /** The chip was dragged, or let go elsewhere: what was drawn ahead must not be there when another event opens. */
  const leaveNear = async (tabId: number, { near }: FrameRecord): Promise<void> => {
    if ((await frames.get(tabId))?.near !== near) return
    await change(tabId, { near: null })
    dependencies.refreshTab(tabId)
  }

  /** Lets a hidden panel draw an event that is about to be opened, if it is a 1-on-1. */
  const prepare = async (tabId: number, facts: EventFacts): Promise<void> => {
    const isHidden = (record: FrameRecord | null) => record?.frameState === 'hidden'
    const { hasConsented } = await settings.read()
    if (!hasConsented || !isHidden(await frames.get(tabId))) return
    const recognised = await recogniseOrTell(facts)
    if (!('verdict' in recognised) || recognised.record === null) return
    const { pairId } = recognised.record
    const { isPartnerDeclined } = recognised.verdict
    // It may have been opened while we looked.
    const now = await frames.update(tabId, (record) =>
      record !== null && isHidden(record)
        ? { ...record, near: { facts, pairId, isPartnerDeclined } }
        : record,
    )
    if (now === null || !isHidden(now)) return
    dependencies.refreshTab(tabId)
    dependencies.timers.after(nearForMs, () => leaveNear(tabId, now).catch(dependencies.report))
  }

  /** Takes the event again with what the calendar itself tells, if the page still shows it then. */
  const learnMore = async (tabId: number, facts: EventFacts): Promise<void> => {
    const told = await dependencies.learner.learn(facts)
    const known = await frames.get(tabId)
    const isStillShown = known?.isEventShown === true && shownEvents.get(tabId) === facts.eventId
    if (told === null || known === null || !isStillShown) return
    const { frameState } = await takeEvent(known, told)
    if (frameState !== known.frameState) await dependencies.showFrame(tabId, frameState)
  }

  return {
    async 'content/hello'(input, sender) {
      const { hasConsented } = await settings.read()
      if (!hasConsented || input.site !== sender.site) return { isEnabled: false }
      await frames.update(sender.tabId, () => ({
        tabId: sender.tabId,
        site: sender.site,
        frameToken: input.frameToken,
        theme: input.theme,
        pageLanguage: input.language,
        facts: null,
        isEventShown: false,
        pairId: null,
        isOffered: false,
        isPartnerDeclined: false,
        frameState: 'hidden',
        near: null,
        trouble: null,
      }))
      return { isEnabled: true }
    },

    async 'content/near'({ facts }, sender) {
      if (facts !== undefined) await prepare(sender.tabId, dependencies.learner.known(facts))
      await dependencies.warmUp(sender.tabId)
      return {}
    },

    async 'content/opened'(input, sender) {
      const known = await frames.get(sender.tabId)
      const { hasConsented } = await settings.read()
      if (known === null || !hasConsented) return { frameState: 'hidden' as const }
      const look = { theme: input.theme, pageLanguage: input.language }
      shownEvents.set(sender.tabId, input.facts.eventId)
      const answer = await takeEvent({ ...known, ...look }, dependencies.learner.known(input.facts))
      // The page's word is enough to begin with.
      learnMore(sender.tabId, input.facts).catch(dependencies.report)
      return answer
    },

    async 'content/closed'(_input, sender) {
      // The panel outlives the popover.
      await change(sender.tabId, { isEventShown: false })
      return {}
    },

    async 'content/frame-moved'(input, sender) {
      await change(sender.tabId, { frameState: input.frameState, near: null })
      dependencies.refreshTab(sender.tabId)
      return {}
    },

    async 'content/link'(input) {
      await dependencies.keepLinkedFile(input.fileId)
      return {}
    },

    async 'content/layout-changed'(_input, sender) {
      const known = await frames.get(sender.tabId)
      if (known === null) return {}
      const { frameState } = await tell(known, 'host/layout-changed')
      await dependencies.showFrame(sender.tabId, frameState)
      return {}
    },
  }
}

/** How the frame stands after an event opened. Exported for its tests. */
export function nextFrameState(when: {
  current: FrameState
  isPair: boolean
  isOffered: boolean
  opensByItself: boolean
  isNew: boolean
  isReopened: boolean
}): FrameState {
  if (!when.isPair && !when.isOffered) {
    // Not a 1-on-1: a glance that opened by itself makes way, a panel in use stays.
    return when.current === 'glance' ? 'hidden' : when.current
  }
  // Who closed the panel and opens the event again wants it back; a tab is there to be pressed.
  const isWantedBack = when.isReopened && when.current === 'hidden'
  if (!when.isNew && !isWantedBack) return when.current
  if (when.current === 'open') return 'open'
  if (when.isOffered || !when.opensByItself) return 'collapsed'
  return 'glance'
}
