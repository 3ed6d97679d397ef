import type { OutlookPageEvent, OutlookPagePerson } from './outlook-event.ts'

/** How the page behaves; every field comes from the query of the page's address. */
export interface OutlookModes {
  /** Whether a guest's own row stands among the people of an event. */
  self: 'absent' | 'listed'
  /** The organizer's view lists the people, or says one sentence. */
  organizer: 'list' | 'sentence'
  /** Titles of peek and full view: plain text under a label, or a heading. */
  title: 'plain' | 'heading'
  /** The full view's trap pulls back focus and clicks, or the focus alone. */
  modal: 'blocking' | 'free'
  /** Tiles stand inside their day's column, or beside all columns. */
  columns: 'nested' | 'apart'
  /** Event to event: a new peek, or the same node with new content. */
  reuse: 'none' | 'node'
  /** A peek opens at once, or 0.6 s after the press, while the old one may still stand. */
  opening: 'now' | 'late'
  /** When people appear in a peek: a moment after it, or 1.2 s later. */
  people: 'usual' | 'slow'
  /** What stands in the first of a person's two buttons. */
  avatar: 'initials' | 'picture'
  /** Labels and titles as they are, or each written in letters nobody can read. */
  labels: 'plain' | 'scrambled'
  /** Dark by a class alone, by a class and paint, or not. */
  dark: 'no' | 'class' | 'painted'
  /** Whether unknown children of the body are removed. */
  hasCleaner: boolean
}

/** What the server hands to the page's script. */
export interface OutlookBoot {
  viewer: OutlookPagePerson
  locale: 'en' | 'ja'
  nowMs: number
  /** What class names are made from; another one at every load. */
  seed: string
  modes: OutlookModes
  events: OutlookPageEvent[]
}

/** Reads the modes from a query; absent or odd values mean the first, most inconvenient one. */
export function readOutlookModes(query: URLSearchParams): OutlookModes {
  const pick = <T extends string>(name: string, values: readonly [T, ...T[]]): T =>
    values.find((value) => value === query.get(name)) ?? values[0]
  return {
    self: pick('self', ['absent', 'listed']),
    organizer: pick('organizer', ['list', 'sentence']),
    title: pick('title', ['plain', 'heading']),
    modal: pick('modal', ['blocking', 'free']),
    columns: pick('columns', ['nested', 'apart']),
    reuse: pick('reuse', ['none', 'node']),
    opening: pick('opening', ['now', 'late']),
    people: pick('people', ['usual', 'slow']),
    avatar: pick('avatar', ['initials', 'picture']),
    labels: pick('labels', ['plain', 'scrambled']),
    dark: pick('dark', ['no', 'class', 'painted']),
    hasCleaner: query.get('cleaner') !== '0',
  }
}
