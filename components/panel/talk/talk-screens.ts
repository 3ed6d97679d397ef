import { copyText, describeAgenda } from './copy-agenda.ts'
import { MemoScreen } from './MemoScreen.tsx'
import { NextStrip } from './NextStrip.tsx'
import { PrivateLane } from './PrivateLane.tsx'
import { PromiseScreen } from './PromiseScreen.tsx'
import { QuestionCard } from './QuestionCard.tsx'
import { StageBar } from './StageBar.tsx'

/** The screens that are loaded after the first paint. */
export const talkScreens = {
  MemoScreen,
  NextStrip,
  PrivateLane,
  PromiseScreen,
  QuestionCard,
  StageBar,
  copyText,
  describeAgenda,
}

/** See {@link talkScreens}. */
export type TalkScreens = typeof talkScreens
