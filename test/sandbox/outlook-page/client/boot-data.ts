import type { OutlookBoot } from '../boot.ts'

/** What the server handed to this load of the page. */
export const boot: OutlookBoot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}')
