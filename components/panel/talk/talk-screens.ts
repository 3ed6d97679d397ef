import { MemoScreen } from './MemoScreen.tsx'
import { NextStrip } from './NextStrip.tsx'
import { StageBar } from './StageBar.tsx'

/** The screens that are loaded after the first paint. */
export const talkScreens = { MemoScreen, NextStrip, StageBar }

/** See {@link talkScreens}. */
export type TalkScreens = typeof talkScreens
