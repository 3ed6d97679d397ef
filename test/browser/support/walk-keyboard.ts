import type { Page } from 'playwright-core'

/** Nobody presses Tab more often than this. */
const mostPresses = 200

/**
 * Walks through a page with Tab alone and tells what is wrong with it: a control that is never reached, one that
 * is smaller than 24 × 24 px (a radio button or a tick counts with its label), a focus that nobody can see, for
 * want of a ring or because something covers it (WCAG 2.1.1, 2.4.7, 2.4.11, 2.5.8). Begin with nothing focused.
 */
export async function walkByKeyboard(page: Page): Promise<string[]> {
  const problems = new Set<string>()
  const awaited = new Set(await page.evaluate(listControls))
  for (let presses = 0; presses < mostPresses; presses++) {
    await page.keyboard.press('Tab')
    const { name, trouble } = await page.evaluate(inspectFocus)
    if (name === null) break
    if (trouble !== null) problems.add(trouble)
    awaited.delete(name)
  }
  return [...[...awaited].map((name) => `never reached: ${name}`), ...problems]
}

/** What has the focus, by its tag; `BODY` for nothing. */
export function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.tagName ?? 'BODY')
}

/** In the page: gives each control that can be used a name of its own; one radio button stands for its group. */
function listControls(): string[] {
  const names = new Map<Element, string>()
  Object.assign(globalThis, { walkedNames: names })
  const selector = 'a[href], button, input, select, textarea, summary, [tabindex]'
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    const isUsable = element.tabIndex >= 0 && !element.matches(':disabled')
    if (!isUsable || !element.checkVisibility({ visibilityProperty: true })) continue
    const group =
      element instanceof HTMLInputElement && element.type === 'radio' ? element.name : ''
    names.set(
      element,
      group === '' ? `${names.size} ${element.outerHTML.slice(0, 100)}` : `radio ${group}`,
    )
  }
  return [...names.values()]
}

/** In the page: the name of what has the focus, null at the end of the page, and what is wrong with it. */
function inspectFocus(): { name: string | null; trouble: string | null } {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) {
    return { name: null, trouble: null }
  }
  const { walkedNames } = globalThis as unknown as { walkedNames: Map<Element, string> }
  const name = walkedNames.get(element) ?? `new ${element.outerHTML.slice(0, 100)}`
  const target = element.closest('label') ?? element
  const box = target.getBoundingClientRect()
  if (box.width < 24 || box.height < 24) {
    return { name, trouble: `small: ${name} ${box.width}×${box.height}` }
  }
  const ringed = [element, element.nextElementSibling, element.closest('label')]
  const hasRing = ringed.some((one) => {
    if (one === null) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
  })
  if (!hasRing) return { name, trouble: `no ring: ${name}` }
  const own = element.getBoundingClientRect()
  const at = document.elementFromPoint(
    own.left + own.width / 2,
    own.top + Math.min(own.height / 2, 12),
  )
  const isSeen = at !== null && (target.contains(at) || at.contains(element))
  return { name, trouble: isSeen ? null : `covered: ${name}` }
}
