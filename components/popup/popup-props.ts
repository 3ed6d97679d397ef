import type { Language } from '../../lib/i18n/language.ts'
import type { Messages } from '../../lib/i18n/messages.ts'

/** What every part of the popup gets. */
export interface PopupProps {
  messages: Messages
  language: Language
  /** Now, ms since the epoch; decides what "today" is. */
  nowMs: number
}

/** Where the panel shows a pair and a meeting in a tab of its own; `meeting` null is 日程未設定. */
export function marginHref(pairId: string, meeting: string | null): string {
  const query = new URLSearchParams({ pair: pairId })
  if (meeting !== null) query.set('meeting', meeting)
  return `/panel.html?${query}`
}
