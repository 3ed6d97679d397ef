/** Outlines of the page's icons, drawn on 24 by 24. */
export const icons = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  left: 'M14 6l-6 6 6 6',
  right: 'M10 6l6 6-6 6',
  close: 'M6 6l12 12M18 6L6 18',
  edit: 'M4 20h4L19 9l-4-4L4 16z',
  remove: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  more: 'M12 5v.01M12 12v.01M12 19v.01',
  video: 'M4 7h11v10H4zM15 11l5-3v8l-5-3',
  phone: 'M6 4h4l1 4-2 2a12 12 0 005 5l2-2 4 1v4a2 2 0 01-2 2A15 15 0 014 6a2 2 0 012-2z',
  notes: 'M6 4h12v16H6zM9 9h6M9 13h6',
  people:
    'M9 11a3 3 0 100-6 3 3 0 000 6zM3 19c0-3 3-5 6-5s6 2 6 5M16 6a3 3 0 010 5M17 14c2 .5 4 2 4 5',
  bell: 'M6 16V11a6 6 0 0112 0v5l1.500 2h-15zM10 20h4',
  calendar: 'M5 6h14v14H5zM5 10h14M9 4v4M15 4v4',
  place: 'M12 21c4-5 6-8 6-11a6 6 0 10-12 0c0 3 2 6 6 11zM12 12a2 2 0 100-4 2 2 0 000 4z',
  text: 'M5 7h14M5 12h14M5 17h9',
  clip: 'M8 12l6-6a3 3 0 014 4l-8 8a5 5 0 01-7-7l8-8',
  copy: 'M9 9h10v11H9zM6 16H5V4h10v2',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  tick: 'M5 12l5 5L19 8',
  plus: 'M12 5v14M5 12h14',
} as const
