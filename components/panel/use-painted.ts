import { useEffect } from 'preact/hooks'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import type { PanelSession } from '../../lib/panel/session-contract.ts'

/** Tells the session when a pair's content has reached the screen, once per meeting shown. */
export function usePainted(session: PanelSession, view: PanelView): void {
  const { pairId, isReady } = view
  const meetingKey = view.meeting?.key ?? null
  useEffect(() => {
    if (pairId === null || !isReady) return
    // The first callback runs before the frame is painted, the second after it.
    // https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering
    let handle = requestAnimationFrame(() => {
      handle = requestAnimationFrame(() => session.notePainted(pairId))
    })
    return () => cancelAnimationFrame(handle)
  }, [session, pairId, isReady, meetingKey])
}
