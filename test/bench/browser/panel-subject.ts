import type { Page } from 'playwright-core'
import { type BenchEvent, eventKey } from './bench-calendar.ts'
import type { BenchBrowser } from './launch-browser.ts'
import { calendarUrl } from './open-bench-world.ts'
import { type FadeWatch, watchFades } from './watch-fades.ts'
import { type PaintTime, watchPaint, watchPress } from './watch-paint.ts'

/** A panel under measurement: the product or the bare one. */
export interface PanelSubject {
  browser: BenchBrowser
  fades: FadeWatch
  /** Begins to watch for these words on the screen. */
  watch(words: string): Promise<{ painted: Promise<PaintTime> }>
  /** Resolves when the extension has done what it does after a page load. */
  whenReady(): Promise<void>
  /** Whether no panel is on the screen. */
  isAway(): Promise<boolean>
}

/** Longer than any first opening takes; only a broken panel gets here. */
export const paintDeadlineMs = 15_000

/** Loads the calendar afresh: every event will be opened for the first time again. */
export async function loadCalendar(subject: PanelSubject): Promise<void> {
  const { page } = subject.browser
  await page.goto(calendarUrl)
  await page.locator('[data-eventchip]').first().waitFor()
  await subject.whenReady()
}

/**
 * Presses `event` and answers with the time from the press to the first frame that shows `words`, in ms; a
 * panel that fades in is shown when the fade is over.
 * Leaves the event's dialog open.
 */
export async function measureOpening(
  subject: PanelSubject,
  event: BenchEvent,
  words: string,
): Promise<{ openingMs: number; paintedAtMs: PaintTime; pressedAtMs: PaintTime }> {
  const { page } = subject.browser
  const { x, y } = await centreOf(page, event)
  await page.mouse.move(x, y)
  const watch = await subject.watch(words)
  const press = await watchPress(page.mainFrame())
  // Without a pause between down and up: what a panel may do while the finger rests is not given to it.
  await page.mouse.click(x, y)
  const [thereAtMs, pressedAtMs] = await Promise.all([watch.painted, press.pressed])
  const fadedInAtMs = await subject.fades.endAfter(pressedAtMs)
  const paintedAtMs = Math.max(thereAtMs, fadedInAtMs ?? 0)
  return { openingMs: paintedAtMs - pressedAtMs, paintedAtMs, pressedAtMs }
}

/** Opens an event that is no 1-on-1, whereupon the panel goes, and closes every dialog of the page. */
export async function putPanelAway(subject: PanelSubject, other: BenchEvent): Promise<void> {
  const { page } = subject.browser
  await closeDialog(subject)
  await pressEvent(page, other)
  const end = performance.now() + paintDeadlineMs
  while (!(await subject.isAway())) {
    if (performance.now() > end) throw new Error('The panel stayed when another event was opened')
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await closeDialog(subject)
}

/** Presses the chip of `event`. */
export async function pressEvent(page: Page, event: BenchEvent): Promise<void> {
  const { x, y } = await centreOf(page, event)
  await page.mouse.click(x, y)
}

/** Closes the page's own dialog as a person does. */
export async function closeDialog({ browser: { page } }: PanelSubject): Promise<void> {
  const dialog = page.locator('[data-chips-dialog]').filter({ visible: true })
  if ((await dialog.count()) === 0) return
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden', timeout: paintDeadlineMs })
}

async function centreOf(page: Page, event: BenchEvent): Promise<{ x: number; y: number }> {
  const box = await page
    .locator(`[data-eventchip][data-eventid="${eventKey(event)}"]`)
    .first()
    .boundingBox()
  if (box === null) throw new Error(`No chip of ${event.id}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** The bare panel: its words are in an open shadow root in the page. */
export async function vanillaSubject(browser: BenchBrowser): Promise<PanelSubject> {
  const host = 'vanilla-panel'
  return {
    browser,
    fades: await watchFades(browser.context, browser.page),
    watch: (text) =>
      watchPaint(browser.page.mainFrame(), {
        host,
        text,
        shown: null,
        deadlineMs: paintDeadlineMs,
      }),
    whenReady: () => Promise.resolve(),
    isAway: async () => (await browser.page.locator(host).count()) === 0,
  }
}
