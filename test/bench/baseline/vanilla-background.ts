import type { Browser } from 'wxt/browser'
import type { PanelText } from './vanilla-text.ts'

/** Given by the build: what the panel shows for an event, by the page's `data-eventid`. */
declare const vanillaTexts: Record<string, PanelText>

declare const chrome: typeof Browser

chrome.runtime.onMessage.addListener((eventId: string, _sender, answer) => {
  answer(vanillaTexts[eventId] ?? null)
})
