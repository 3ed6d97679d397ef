import { PastScreen } from './PastScreen.tsx'
import { RelationScreen } from './RelationScreen.tsx'

/** Screens for looking back and at the relation, loaded when one of them is asked for. */
export const pastScreens = { PastScreen, RelationScreen }
