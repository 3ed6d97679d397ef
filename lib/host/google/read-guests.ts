import type { EventFacts, GuestFacts } from '../../model/event-facts.ts'
import * as selectors from './selectors.ts'

/** More rows than this are no 1-on-1, and need not be copied. */
const maxGuests = 50

/**
 * Reads the guest tree under `root`, or null when there is none. Each person counts once: addresses repeat
 * in other attributes, and rows may be drawn twice while the page renders.
 */
export function readGuests(root: ParentNode): Pick<EventFacts, 'guestList' | 'guests'> | null {
  const tree = root.querySelector(selectors.tree)
  if (tree === null) return null
  const guests = new Map<string, GuestFacts>()
  for (const row of tree.querySelectorAll(selectors.guest)) {
    const email = row.getAttribute('data-email') ?? ''
    if (email.includes('@') && !guests.has(email)) guests.set(email, readGuest(row, email))
    if (guests.size >= maxGuests) break
  }
  const isPartial =
    guests.size === 0 ||
    guests.size >= maxGuests ||
    tree.querySelector(selectors.foldedGuests) !== null
  return { guestList: isPartial ? 'partial' : 'complete', guests: [...guests.values()] }
}

function readGuest(row: Element, email: string): GuestFacts {
  const name = readName(row)
  return {
    email,
    name: name === email ? '' : name,
    isOrganizer: row.matches(selectors.organizerRow),
    isResource: email.endsWith('@resource.calendar.google.com'),
    // What follows is in the page in words only, if at all.
    isOptional: false,
    answer: null,
    additionalGuests: 0,
  }
}

/**
 * The name is the longest piece of visible text with which the row's label begins; the label goes on with
 * words in the page's language.
 */
function readName(row: Element): string {
  const label = row.getAttribute('aria-label') ?? ''
  let name = ''
  const walker = row.ownerDocument.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  while (walker.nextNode() !== null) {
    const text = walker.currentNode.nodeValue?.trim() ?? ''
    if (text.length > name.length && label.startsWith(text)) name = text
  }
  // A single letter is the picture of somebody without one.
  return name.length < 2 ? (/^[^,、]+/.exec(label)?.[0].trim() ?? name) : name
}
