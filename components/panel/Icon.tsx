const paths = {
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  close: 'M6 6l12 12M18 6L6 18',
  fold: 'M7 6l6 6-6 6M18 5v14',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  draft: 'M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3',
  device: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
  people:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19c.4-3 2.6-5 5.5-5s5.1 2 5.5 5M16 11a2.5 2.5 0 1 0-1-4.8M17 14.2c1.9.600 3.2 2.3 3.5 4.8',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  warning: 'M12 4l9 16H3L12 4zM12 10v4M12 17h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  lock: 'M7 11h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  plus: 'M12 5v14M5 12h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.2 16.2L20 20',
  leaf: 'M5 19c0-8 5-13 14-13 0 9-5 13-11 13-1.500 0-3-.500-3-.500zM5 19c2-4 5-7 9-8.500',
  nuance: 'M4 9c2.500-3 5.500-3 8 0s5.500 3 8 0M4 16c2.500-3 5.500-3 8 0s5.500 3 8 0',
  back: 'M10 6l-6 6 6 6M4 12h16',
  link: 'M10 14a4 4 0 0 0 6 .4l2.5-2.5a4 4 0 0 0-5.7-5.7L11.5 7.5M14 10a4 4 0 0 0-6-.4L5.5 12.1a4 4 0 0 0 5.7 5.7l1.3-1.3',
} as const

/** Names of the pictures. */
export type IconName = keyof typeof paths

/** A small line drawing. Decoration: the words stand beside it or in the button's label. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
