import { useEffect, useRef } from 'preact/hooks'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import type { PanelSession } from '../../lib/panel/session-contract.ts'

/**
 * Tells the session when a pair's content has reached the screen, once per meeting shown. What a hidden panel
 * draws ahead of an opening has not: the network must wait for the person's eyes.
 */
export function usePainted(session: PanelSession, view: PanelView): void {
  const { pairId, isReady } = view
  const meetingKey = view.meeting?.key ?? null
  const isHidden = view.frameState === 'hidden'
  const lastPainted = useRef<string | null>(null)
  useEffect(() => {
    const shown = `${pairId} ${meetingKey}`
    if (pairId === null || !isReady || isHidden || lastPainted.current === shown) return
    // The first callback runs before the frame is painted, the second after it.
    // https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering
    let handle = requestAnimationFrame(() => {
      handle = requestAnimationFrame(() => {
        lastPainted.current = shown
        session.notePainted(pairId)
      })
    })
    return () => cancelAnimationFrame(handle)
  }, [session, pairId, isReady, meetingKey, isHidden])
}
