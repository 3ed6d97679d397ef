import type { Page } from 'playwright-core'

/** Nobody presses Tab more often than this. */
const mostPresses = 80

/** Words of the focused element: its own label, else its `label`'s text, else its text. */
export function readFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    const label = element?.getAttribute('aria-label') ?? element?.closest('label')?.textContent
    return label ?? element?.textContent ?? ''
  })
}

/** Presses Tab until the focus is on `words`. */
export async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < mostPresses; presses++) {
    await page.keyboard.press('Tab')
    if ((await readFocus(page)) === words) return
  }
  throw new Error(`the keyboard does not reach ${words}`)
}
