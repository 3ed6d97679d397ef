import type { Browser } from 'wxt/browser'
import type { PanelText } from './vanilla-text.ts'

/*
 * The bare minimum that does the visible job: an event is pressed, the background is asked for the words,
 * and they are put into a shadow root in the page. No detection, no storage, no safety.
 */

declare const chrome: typeof Browser

let host: HTMLElement | null = null

addEventListener(
  'click',
  async (event) => {
    const chip = event.target instanceof Element ? event.target.closest('[data-eventid]') : null
    if (chip === null) return
    const eventId = chip.getAttribute('data-eventid')
    const text: PanelText | null = await chrome.runtime.sendMessage(eventId)
    host?.remove()
    host = null
    if (text !== null) draw(text)
  },
  { capture: true },
)

function draw(text: PanelText): void {
  host = document.createElement('vanilla-panel')
  // Open, unlike the product's, so that the measurement can see what is drawn.
  const root = host.attachShadow({ mode: 'open' })
  const style = document.createElement('style')
  style.textContent = `
    aside { position: fixed; inset: 0 0 0 auto; width: 360px; z-index: 2147483647; padding: 24px;
      background: #fbfaf7; color: #22302a; font: 15px/1.65 system-ui, sans-serif; overflow: auto }
    h2 { font-size: 22px } article { margin-top: 20px; padding: 12px; background: #fff;
      border: 1px solid #ddd; border-radius: 12px }`
  const panel = document.createElement('aside')
  panel.append(line('h1', text.partner), line('p', text.title))
  for (const topic of text.topics) {
    const card = document.createElement('article')
    card.append(line('h2', topic.title), line('p', topic.response), line('p', topic.note))
    panel.append(card)
  }
  root.append(style, panel)
  document.documentElement.append(host)
}

function line(name: string, words: string): HTMLElement {
  const element = document.createElement(name)
  element.textContent = words
  return element
}
