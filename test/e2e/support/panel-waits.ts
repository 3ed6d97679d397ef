import type { PanelHand } from './panel-hand.ts'
import type { Person } from './person.ts'
import { waitFor } from './wait-for.ts'

/** Waits until the panel is open, at its glance or in full, and drawn. */
export async function waitForPanel(person: Person): Promise<void> {
  await waitFor('the panel', async () => {
    const state = await person.panelState()
    return state === 'glance' || state === 'open'
  })
  await (await person.panel()).locator('nav.tabs').waitFor()
}

/** Waits until the state line says that everything has reached the shared file; a folded panel says so too. */
export async function waitForSync(hand: PanelHand, language: 'ja' | 'en'): Promise<void> {
  const hasText = { ja: '最終同期', en: 'synced' }[language]
  await (await hand.frame()).locator('footer', { hasText }).waitFor({ state: 'attached' })
}
