import type { PageEvent } from './page-event.ts'

/** How hostile the page is; every field comes from the query of the page's address. */
export interface PageModes {
  /** First-open storm: about 750 mutations to 480 ms, about 127, or none. */
  storm: 'heavy' | 'light' | 'none'
  /** What happens to foreign rows of the content list: removed, or reused by position. */
  strip: 'remove' | 'reuse'
  /** Whether an add-on card loads about 3 s after opening and strips once more. */
  hasLateStrip: boolean
  /** Phase in which the page hears a pointerdown outside its popover. */
  close: 'capture' | 'bubble'
  /** Event to event: a new dialog, the same node with new values, or `#xDetDlg` removed and added at once. */
  reuse: 'none' | 'node' | 'batch'
  /** Whether hidden dialogs stay: menus and a Meet picker from the start, closed quick views later. */
  hasLeftovers: boolean
  /** When guests appear: with the storm, or 1.2 s after opening. */
  guests: 'usual' | 'slow'
  /** A hidden guest list shows a row without a tree, or nothing at all. */
  hidden: 'row' | 'bare'
  isDark: boolean
}

/** What the server hands to the page's script. */
export interface PageBoot {
  account: { email: string; name: string; index: number }
  locale: 'en' | 'ja'
  nowMs: number
  modes: PageModes
  events: PageEvent[]
}

/** Reads the modes from a query; absent or odd values mean the most hostile observed behaviour. */
export function readModes(query: URLSearchParams): PageModes {
  const pick = <T extends string>(name: string, values: readonly [T, ...T[]]): T =>
    values.find((value) => value === query.get(name)) ?? values[0]
  return {
    storm: pick('storm', ['heavy', 'light', 'none']),
    strip: pick('strip', ['remove', 'reuse']),
    hasLateStrip: query.get('late') !== '0',
    close: pick('close', ['capture', 'bubble']),
    reuse: pick('reuse', ['none', 'node', 'batch']),
    hasLeftovers: query.get('leftovers') !== '0',
    guests: pick('guests', ['usual', 'slow']),
    hidden: pick('hidden', ['row', 'bare']),
    isDark: query.get('dark') === '1',
  }
}
