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
  const { name, additionalGuests } = readName(row, email)
  return {
    email,
    name,
    isOrganizer: row.matches(selectors.organizerRow),
    isResource: email.endsWith('@resource.calendar.google.com'),
    isOptional: false,
    answer: null,
    additionalGuests,
  }
}

/**
 * The name is the longest piece of visible text with which the row's label begins; the label goes on with
 * words in the page's language. A "+2" after a name announces extra people.
 */
function readName(row: Element, email: string): { name: string; additionalGuests: number } {
  const label = row.getAttribute('aria-label') ?? ''
  let name = ''
  let additionalGuests = 0
  const walker = row.ownerDocument.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  while (walker.nextNode() !== null) {
    const text = walker.currentNode.nodeValue?.trim() ?? ''
    const match = /^(.*?)\s*\+(\d{1,3})$/.exec(text)
    const piece = match?.[1] ?? text
    if (match !== null) additionalGuests = Number(match[2])
    if (piece.length > name.length && label.startsWith(piece)) name = piece
  }
  if (name.length < 2) name = /^[^,、]+/.exec(label)?.[0].trim() ?? name
  return { name: name === email ? '' : name, additionalGuests }
}
