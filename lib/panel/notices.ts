import type { ErrorCode } from '../base/app-error.ts'

/** Something a person must be told. */
export interface Notice {
  code: ErrorCode
  /** What would help: save again, fetch again, or nothing but reading. */
  remedy: 'save' | 'sync' | null
  /** `calm` where all is well again or will be by itself. */
  tone: 'grave' | 'calm'
}

/** Problems that the next step or the state line already tell, in better words. */
const toldElsewhere: readonly ErrorCode[] = [
  'auth/not-configured',
  'auth/not-connected',
  'auth/expired',
  'file/needs-pick',
  'file/needs-consent',
  'net/offline',
]

/** Problems that are over: what the person reads is what was done about them. */
const overAlready: readonly ErrorCode[] = [
  'file/hand-edited',
  'file/diverged',
  'file/corrupt',
  'storage/corrupt',
]

/** True for a problem that was put right before it is told. */
export function isOverAlready(code: ErrorCode): boolean {
  return overAlready.includes(code)
}

/** Problems that end by themselves. */
const endByThemselves: readonly ErrorCode[] = ['net/timeout', 'net/throttled', 'net/server']

/** How a problem is told. */
export function noticeOf(code: ErrorCode, remedy: Notice['remedy']): Notice {
  const isOver = isOverAlready(code)
  const isCalm = remedy !== 'save' && (isOver || endByThemselves.includes(code))
  return { code, remedy: isOver ? null : remedy, tone: isCalm ? 'calm' : 'grave' }
}

/** What {@link listNotices} reads. */
export interface NoticeFacts {
  /** The pair's problem; null when there is none, or none that anybody minds. */
  problem: ErrorCode | null
  saveError: ErrorCode | null
  /** Errors of commands and of this page, newest last. */
  errors: readonly Notice[]
  /** Codes the person has put away. */
  dismissed: ReadonlySet<ErrorCode>
}

/** Everything a person must be told now, each code once; what was put away is left out. */
export function listNotices(facts: NoticeFacts): Notice[] {
  const notices: Notice[] = []
  if (facts.saveError !== null) notices.push(noticeOf(facts.saveError, 'save'))
  const { problem } = facts
  if (problem !== null && !toldElsewhere.includes(problem)) {
    notices.push(noticeOf(problem, isRemote(problem) ? 'sync' : null))
  }
  for (const error of facts.errors) {
    if (!notices.some((one) => one.code === error.code)) notices.push(error)
  }
  // A failed save cannot be put away: the words exist on this screen only.
  return notices.filter((one) => one.remedy === 'save' || !facts.dismissed.has(one.code))
}

/** Looking at the shared file again may help. */
function isRemote(problem: ErrorCode): boolean {
  return !problem.startsWith('host/') && !problem.startsWith('storage/unavailable')
}
