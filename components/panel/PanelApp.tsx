import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../../lib/i18n/language.ts'
import { panelMessagesIn } from '../../lib/i18n/panel-messages.ts'
import { undatedMeeting } from '../../lib/model/meeting.ts'
import { isTimeKnown } from '../../lib/model/meeting-time.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import type { PanelSession } from '../../lib/panel/session-contract.ts'
import { CalledOffNote } from './CalledOffNote.tsx'
import { GlanceScreen } from './GlanceScreen.tsx'
import { LiveRegion } from './LiveRegion.tsx'
import { NoticeList } from './NoticeList.tsx'
import { OfferScreen } from './OfferScreen.tsx'
import { PanelHeader } from './PanelHeader.tsx'
import { PrepareScreen } from './PrepareScreen.tsx'
import { RelationLink } from './RelationLink.tsx'
import { type ScreenName, ScreenTabs } from './ScreenTabs.tsx'
import { SeenBar } from './SeenBar.tsx'
import { StateLine } from './StateLine.tsx'
import { useChunk } from './use-chunk.ts'
import { usePainted } from './use-painted.ts'
import { useWords, WordsContext } from './words.ts'

interface PanelAppProps {
  session: PanelSession
  /** Spoken until the background has said which language to use. */
  firstLanguage: Language
  /** True in a calendar page, where the frame can be folded and closed. */
  isFramed: boolean
}

/** The whole panel. */
export function PanelApp({ session, firstLanguage, isFramed }: PanelAppProps) {
  const [view, setView] = useState(session.view())
  // Layout effects run at once; an effect would miss what arrives before the first paint.
  useLayoutEffect(() => {
    setView(session.view())
    return session.subscribe(() => setView(session.view()))
  }, [session])
  usePainted(session, view)
  const language = view.language ?? firstLanguage
  const messages = panelMessagesIn(language)

  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = language
    document.title = messages.panel.label
    if (view.theme === null) delete root.dataset.theme
    else root.dataset.theme = view.theme
    root.toggleAttribute('data-blank', view.isBlank)
  }, [language, messages, view.theme, view.isBlank])

  useEffect(() => {
    const leaveByEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return
      // An open menu takes this key for itself.
      if (document.querySelector(':popover-open') !== null) return
      session.actions.returnFocus()
    }
    const hideByKey = (event: KeyboardEvent): void => {
      // By its place on the keyboard: with Alt many layouts write another letter.
      if (event.code !== 'KeyP' || !event.altKey || !event.shiftKey) return
      if (event.ctrlKey || event.metaKey || event.isComposing) return
      const { lane } = session.view()
      if (lane === null) return
      event.preventDefault()
      session.actions.hideLane(!lane.isHidden)
    }
    document.addEventListener('keydown', leaveByEscape)
    document.addEventListener('keydown', hideByKey)
    return () => {
      document.removeEventListener('keydown', leaveByEscape)
      document.removeEventListener('keydown', hideByKey)
    }
  }, [session])

  return (
    <WordsContext.Provider value={{ language, messages }}>
      <PanelBody view={view} session={session} isFramed={isFramed} />
    </WordsContext.Provider>
  )
}

/** By a day alone nobody can tell; until somebody turns to the memos, the glance is what is needed. */
function isBeingHeld({ stage, meeting }: PanelView): boolean {
  return stage === 'hold' && meeting !== null && isTimeKnown(meeting)
}

interface PanelBodyProps {
  view: PanelView
  session: PanelSession
  isFramed: boolean
}

/** Memos, promises and endings: not part of the first paint. */
const loadTalk = async () => (await import('./talk/talk-screens.ts')).talkScreens

/** Sharing. */
const loadShare = async () => (await import('./share/share-screens.ts')).shareScreens

/** Looking back, and the relation. */
const loadPast = async () => (await import('./past/past-screens.ts')).pastScreens

function PanelBody({ view, session, isFramed }: PanelBodyProps) {
  const words = useWords()
  const { messages } = words
  const { actions } = session
  const place = `${view.pairId} ${view.meeting?.key}`
  // An event keeps the screen a person chose though it comes to another pair or key, as by telling addresses.
  const event = view.eventId === null ? place : `event ${view.eventId} ${view.screen}`
  const [chosen, setChosen] = useState<{ event: string; screen: ScreenName } | null>(null)
  // Decided once per event: a screen that changes by itself when the clock strikes would take the pen away.
  const first = useRef<{ event: string; screen: ScreenName } | null>(null)
  if (first.current?.event !== event) {
    first.current = { event, screen: isBeingHeld(view) ? 'talk' : 'glance' }
  }
  const screen = chosen?.event === event ? chosen.screen : first.current.screen
  const main = useRef<HTMLElement>(null)
  // The glance keeps what is the same for the next event; it begins at its top all the same.
  const isScrolled = useRef(false)
  useLayoutEffect(() => {
    // Asked without need, the browser would lay the page out at once, and once more before painting.
    if (isScrolled.current) main.current?.scrollTo(0, 0)
    isScrolled.current = false
  }, [place])
  const choose = (next: ScreenName): void => {
    setChosen({ event, screen: next })
    if (next !== 'glance' && view.frameState === 'glance') actions.setFrame('open')
  }
  const isPair = view.screen === 'pair'
  const copy = async (format: 'text' | 'markdown'): Promise<boolean> => {
    const { describeAgenda, copyText } = await loadTalk()
    const text = describeAgenda(words, view, format)
    return text !== null && copyText(text)
  }
  const talk = useChunk(loadTalk, isPair, screen === 'talk' || screen === 'promises')
  const isLookingBack = screen === 'past' || screen === 'relation'
  const past = useChunk(loadPast, isPair && isLookingBack, true)
  const share = useChunk(loadShare, isPair && screen === 'share', true)
  const isWaiting =
    isPair &&
    ((screen === 'share' && share === null) ||
      (isLookingBack && past === null) ||
      (talk === null && (screen === 'talk' || screen === 'promises')))
  return (
    <div class="panel">
      <PanelHeader
        view={view}
        actions={actions}
        isFramed={isFramed}
        onRelation={() => choose('relation')}
        onShare={() => choose('share')}
        onCopy={copy}
      />
      {isPair && <ScreenTabs screen={screen} onChoose={choose} />}
      <NoticeList view={view} actions={actions} />
      {isPair && <CalledOffNote view={view} actions={actions} />}
      {isPair && view.isAccessOver && (
        <aside class="calm-note" aria-label={messages.panel.accessOver.label}>
          <p>{messages.panel.accessOver.text}</p>
        </aside>
      )}
      {isPair && view.isNext && talk !== null && <talk.NextStrip actions={actions} />}
      <main
        class="panel-main"
        // What was saved about the two is said where it was typed, though it leads to another pair.
        key={screen === 'glance' ? screen : `${screen === 'share' ? event : place} ${screen}`}
        tabIndex={-1}
        ref={main}
        onScroll={() => {
          isScrolled.current = true
        }}
      >
        {isPair && screen === 'glance' && (
          <GlanceScreen
            place={place}
            view={view}
            actions={actions}
            onPrepare={() => choose('prepare')}
            onPromises={() => choose('promises')}
            onShare={() => choose('share')}
          />
        )}
        {isPair && screen === 'prepare' && (
          <PrepareScreen view={view} actions={actions} onShare={() => choose('share')} />
        )}
        {isPair && screen === 'share' && share !== null && (
          <share.ShareScreen view={view} actions={actions} />
        )}
        {isPair && screen === 'talk' && talk !== null && (
          <talk.MemoScreen view={view} actions={actions} />
        )}
        {isPair && screen === 'promises' && talk !== null && (
          <talk.PromiseScreen view={view} actions={actions} />
        )}
        {isPair && screen === 'relation' && past !== null && (
          <past.RelationScreen view={view} actions={actions} />
        )}
        {isPair && screen === 'past' && past !== null && (
          <past.PastScreen view={view} actions={actions} />
        )}
        {isPair && (screen === 'talk' || screen === 'prepare') && talk !== null && (
          <>
            <talk.QuestionCard
              view={view}
              actions={actions}
              onRelation={() => choose('relation')}
            />
            <talk.PrivateLane view={view} actions={actions} />
          </>
        )}
        {isPair && screen === 'prepare' && (
          <RelationLink view={view} onRelation={() => choose('relation')} />
        )}
        {view.screen === 'offer' && <OfferScreen view={view} actions={actions} />}
        {view.screen === 'none' && view.notices.length === 0 && (
          <section class="calm">
            <h2>{messages.panel.none.title}</h2>
            <p>{messages.panel.none.text}</p>
          </section>
        )}
        {(view.screen === 'opening' || isWaiting) && <p class="still">{messages.panel.loading}</p>}
      </main>
      {isPair && screen === 'glance' && view.topics.theirs.length > 0 && (
        <SeenBar view={view} actions={actions} />
      )}
      {isPair && screen === 'talk' && talk !== null && (
        <talk.StageBar
          view={view}
          actions={actions}
          onPrepare={() =>
            setChosen({ event: `${view.pairId} ${undatedMeeting}`, screen: 'prepare' })
          }
        />
      )}
      {isPair && <StateLine view={view} />}
      <LiveRegion view={view} />
    </div>
  )
}
