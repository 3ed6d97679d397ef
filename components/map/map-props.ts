import type { MapMessages } from '../../lib/i18n/map-messages.ts'
import type { PopupProps } from '../popup/popup-props.ts'

/** What every part of the map gets. */
export interface MapProps extends PopupProps {
  words: MapMessages
}
