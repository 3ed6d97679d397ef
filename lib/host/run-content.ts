import type {
  ContentInput,
  ContentOutput,
  ContentPush,
  ContentRequestType,
} from '../messaging/content-messages.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { FrameState } from '../model/panel-context.ts'
import type { HostAdapter } from './host-adapter.ts'
import { createPanelFrame, type PanelFrame } from './panel-frame.ts'

/** What a content script is made of. */
export interface ContentParts {
  page: Document
  adapter: HostAdapter
  /** Asks the background; null when no answer came. */
  ask<Type extends ContentRequestType>(
    type: Type,
    input: ContentInput<Type>,
  ): Promise<ContentOutput<Type> | null>
  /** Calls back for every push of the background until the signal aborts. */
  onPush(listener: (push: ContentPush) => void): void
  /** Address of the panel page. */
  panelUrl: string
  /** 32 hex digits: the frame's secret. */
  frameToken: string
  /** Runs when the page has nothing better to do. */
  whenIdle(run: () => void): void
  /** Ends everything: the extension was updated or a newer copy of us runs. */
  stop(): void
  signal: AbortSignal
}

/**
 * Runs one calendar page: asks whether we may, then watches the page and shows the frame as the background
 * says. Before consent it does nothing but wait for `frame/enable`, after which it asks again.
 */
export function runContent(parts: ContentParts): void {
  const { page, adapter, ask, signal } = parts
  let frame: PanelFrame | null = null
  let isStarted = false
  /** Rises with whatever decides the frame's state; an answer to an older question is late. */
  let decision = 0
  let shownFacts: EventFacts | null = null
  /** What was answered to an event; the adapter hands the same object in when it is opened again. */
  const answers = new WeakMap<EventFacts, FrameState>()

  const looks = (): { theme: 'light' | 'dark' | null; language: string | null } => ({
    theme: adapter.theme(),
    language: adapter.language()?.slice(0, 35) ?? null,
  })
  const requireFrame = (): PanelFrame => {
    frame ??= createPanelFrame({
      page,
      frameUrl: `${parts.panelUrl}#${parts.frameToken}`,
      looks,
      signal,
      onSuperseded: () => parts.stop(),
      onMoved(frameState) {
        decision += 1
        void ask('content/frame-moved', { frameState })
      },
    })
    return frame
  }

  const announce = async (facts: EventFacts): Promise<void> => {
    decision += 1
    const mine = decision
    const before = frame?.state()
    // The answer comes when the page is busy drawing its own dialog, and the frame would be a picture late.
    // What is in it is this event already, or blank paper: see `near` in the background's frames.
    if (before === 'hidden' && answers.get(facts) === 'glance') frame?.setState('glance')
    const answer = await ask('content/opened', { facts, ...looks() })
    const frameState = answer?.frameState ?? before
    if (frameState === undefined || mine !== decision || signal.aborted) return
    answers.set(facts, frameState)
    requireFrame().setState(frameState)
  }

  const start = (): void => {
    if (isStarted) return
    isStarted = true
    parts.whenIdle(() => {
      if (!signal.aborted) requireFrame()
    })
    sendLink()
    page.defaultView?.addEventListener('hashchange', sendLink, { signal })
    adapter.watch(
      {
        onNear: (facts) => void ask('content/near', { facts }),
        onOpened(facts) {
          shownFacts = facts
          void announce(facts)
        },
        onClosed() {
          shownFacts = null
          void ask('content/closed', {})
        },
        onLayoutChanged: () => void ask('content/layout-changed', {}),
      },
      signal,
    )
  }

  const sendLink = (): void => {
    const found = takeFileLink(page.location.hash)
    if (found === null) return
    void ask('content/link', { fileId: found.fileId })
    const { pathname, search } = page.location
    page.defaultView?.history.replaceState(
      page.defaultView.history.state,
      '',
      pathname + search + found.rest,
    )
  }

  const hello = async (): Promise<void> => {
    const answer = await ask('content/hello', {
      site: adapter.site,
      frameToken: parts.frameToken,
      ...looks(),
    })
    if (answer?.isEnabled === true && !signal.aborted) start()
  }

  const helloAgain = async (): Promise<void> => {
    await hello()
    if (shownFacts !== null) await announce(shownFacts)
  }

  parts.onPush((push) => {
    if (push.type === 'frame/enable') {
      void helloAgain()
    } else if (isStarted && push.type === 'frame/set') {
      decision += 1
      requireFrame().setState(push.frameState, push.takesFocus)
    } else if (isStarted) {
      adapter.returnFocus()
    }
  })
  // A page that comes back from the browser's cache finds another page registered for its tab.
  page.defaultView?.addEventListener(
    'pageshow',
    (event) => {
      if (event.persisted) void helloAgain()
    },
    { signal },
  )
  // Until a prerendered page is looked at, the browser gives it a frame id that nobody is let in with.
  // https://github.com/w3c/webextensions/issues/396
  page.addEventListener('prerenderingchange', helloAgain, { signal })
  void hello()
}

/**
 * Takes our part, `yohaku-file=<id>`, out of an address's hash. Null when it has none; `rest` is what was
 * there besides.
 */
export function takeFileLink(hash: string): { fileId: string; rest: string } | null {
  const parts = hash.slice(1).split('&')
  const ours = parts.find((part) => /^yohaku-file=[\w-]{1,200}$/.test(part))
  if (ours === undefined) return null
  const rest = parts.filter((part) => part !== ours).join('&')
  return { fileId: ours.slice('yohaku-file='.length), rest: rest && `#${rest}` }
}
