import { defineContentScript } from 'wxt/utils/define-content-script'

/** The least that WXT can inject into the calendar page: what every content script costs at the start. */
export default defineContentScript({
  matches: ['https://calendar.google.com/*'],
  main() {},
})
