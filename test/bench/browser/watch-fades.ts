import type { BrowserContext, Page } from 'playwright-core'
import type { PaintTime } from './watch-paint.ts'

/** Fades of a page, those inside closed shadow roots too. */
export interface FadeWatch {
  /**
   * When the last fade that began after `sinceMs` is over, in ms since the epoch; null when there was none.
   * What is still half transparent is not painted.
   */
  endAfter(sinceMs: PaintTime): Promise<PaintTime | null>
}

/** Listens to the transitions of `page`, for good. */
export async function watchFades(context: BrowserContext, page: Page): Promise<FadeWatch> {
  const session = await context.newCDPSession(page)
  const fades: { startMs: number; endMs: number }[] = []
  session.on('Animation.animationStarted', ({ animation }) => {
    if (animation.type !== 'CSSTransition' || animation.name !== 'opacity') return
    const { delay = 0, duration = 0 } = animation.source ?? {}
    fades.push({ startMs: animation.startTime, endMs: animation.startTime + delay + duration })
  })
  await session.send('Animation.enable')
  return {
    async endAfter(sinceMs) {
      // An answer arrives after everything that was reported before it.
      await session.send('Animation.getPlaybackRate')
      const originMs = await page.evaluate(() => performance.timeOrigin)
      const ends = fades
        .filter((fade) => originMs + fade.startMs >= sinceMs)
        .map((fade) => originMs + fade.endMs)
      return ends.length === 0 ? null : Math.max(...ends)
    },
  }
}
