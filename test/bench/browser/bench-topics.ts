import type { PanelText } from '../baseline/vanilla-text.ts'
import { type BenchEvent, partner } from './bench-calendar.ts'

/** What the partner wants to talk about in one event: the same words for the product and the bare panel. */
export interface BenchTopics {
  event: BenchEvent
  /** The title of the first topic; no other event has it. */
  marker: string
  topics: { title: string; note: string }[]
}

const notes = [
  '次の半期で任せてもらえる範囲を広げたい。まず何から始めるとよいか、率直な意見を聞きたいです。',
  'The hand-over of the old service is late, and I would like to plan the last steps together.',
]

/** Two topics for each event. */
export function makeBenchTopics(events: readonly BenchEvent[]): BenchTopics[] {
  return events.map((event, index) => {
    const marker = `これからの進め方 ${index + 1}/${event.id}`
    return {
      event,
      marker,
      topics: notes.map((note, place) => ({
        title: place === 0 ? marker : `Hand-over ${index + 1}`,
        note,
      })),
    }
  })
}

/** The words of the bare panel. */
export function panelTextOf({ event, topics }: BenchTopics): PanelText {
  return {
    partner: partner.name,
    title: event.title,
    topics: topics.map((topic) => ({ ...topic, response: '助言がほしい' })),
  }
}
