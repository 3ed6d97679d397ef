import type { Page } from 'playwright-core'

/** A burst of mutations. */
export interface Storm {
  mutations: number
  frames: number
}

/**
 * Lets the page itself change its document, as a large calendar does while it loads: an equal part of nodes
 * that come, chips that change and nodes that go, in every frame. Resolves once the page has been idle for
 * a while, so that whatever an observer put off is over too. Answers with the time the changes themselves
 * took, in ms: an observer makes each of them dearer.
 */
export function runStorm(page: Page, storm: Storm): Promise<number> {
  return page.evaluate(async ({ mutations, frames }) => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const box = document.createElement('div')
    const chips = [...document.querySelectorAll('[data-eventchip]')]
    document.querySelector('[role=grid]')?.append(box)
    const perFrame = Math.ceil(mutations / frames)
    let spentMs = 0
    for (let frame = 0; frame < frames; frame += 1) {
      await nextFrame()
      const startedMs = performance.now()
      for (let count = 0; count < perFrame; count += 1) {
        if (count % 3 === 0) {
          const node = document.createElement('span')
          node.setAttribute('data-eventid', 'c3Rvcm0gYUBi')
          box.append(node)
        } else if (count % 3 === 1) {
          chips[(frame * perFrame + count) % chips.length]?.setAttribute('data-pass', `${frame}`)
        } else {
          box.lastElementChild?.remove()
        }
      }
      spentMs += performance.now() - startedMs
    }
    box.remove()
    // An observer may wait for a pause of the page before it looks; a second is longer than any may wait.
    for (let idle = 0; idle < 60; idle += 1) await nextFrame()
    return spentMs
  }, storm)
}
