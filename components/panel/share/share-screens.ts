import { ShareScreen } from './ShareScreen.tsx'

/** The screen about sharing, loaded when it is asked for. */
export const shareScreens = { ShareScreen }
