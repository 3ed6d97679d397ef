import { PastScreen } from './PastScreen.tsx'

/** Screens for looking back, loaded when one of them is asked for. */
export const pastScreens = { PastScreen }
