import type { ErrorCode } from '../base/app-error.ts'
import { type Notice, noticeOf } from './notices.ts'

/** Errors of commands and of this page, until the person puts them away. */
export interface NoticeBoard {
  /** Tells an error; one that was put away before is told again. */
  add(code: ErrorCode): void
  /** Newest last. */
  list(): readonly Notice[]
  /** Codes the person has put away. */
  dismissed(): ReadonlySet<ErrorCode>
  dismiss(code: ErrorCode): void
  /** Another problem stands: what was put away may be told again. */
  forgetDismissed(): void
  /** The person tries again: what earlier attempts were answered is over. */
  beginAttempt(): void
  /** Another event is shown: only what concerns the page itself stays. */
  turnPage(): void
}

/** How codes begin that a provider's answer to an attempt has. */
const answerGroups = ['auth/', 'net/', 'file/', 'share/', 'attach/', 'calendar/']

/** An empty board. */
export function createNoticeBoard(): NoticeBoard {
  const dismissed = new Set<ErrorCode>()
  let notices: Notice[] = []
  return {
    add(code) {
      dismissed.delete(code)
      notices = [...notices.filter((one) => one.code !== code), noticeOf(code, null)]
    },
    list: () => notices,
    dismissed: () => dismissed,
    dismiss(code) {
      dismissed.add(code)
      notices = notices.filter((one) => one.code !== code)
    },
    forgetDismissed: () => dismissed.clear(),
    beginAttempt() {
      notices = notices.filter(({ code }) => !answerGroups.some((group) => code.startsWith(group)))
    },
    turnPage() {
      notices = notices.filter((one) => one.code.startsWith('host/'))
    },
  }
}
