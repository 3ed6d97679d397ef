/** The words of one event's panel. */
export interface PanelText {
  partner: string
  title: string
  topics: { title: string; response: string; note: string }[]
}
