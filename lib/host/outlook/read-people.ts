import type { EventFacts, GuestFacts } from '../../model/event-facts.ts'
import { textOf, textsOf } from './read-text.ts'
import * as selectors from './selectors.ts'

/** More people than this are no 1-on-1, and need not be copied. */
const maxGuests = 50

const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/

/**
 * Reads the people that a view lists. Each is shown by two buttons with one label, picture and name; the
 * name is what can be read on them, and a person without a name shows their address. Who organizes, who
 * answered what and who the viewer is stands there only in words, and stays unknown.
 *
 * Null when nobody is listed.
 */
export function readPeople(root: Element): Pick<EventFacts, 'guestList' | 'guests'> | null {
  const cards = Map.groupBy(root.querySelectorAll(selectors.card), (card) =>
    card.getAttribute('aria-label'),
  )
  const guests: GuestFacts[] = []
  let isPartial = false
  for (const twins of cards.values()) {
    const [text] = twins.map(textOf).sort((a, b) => b.length - a.length)
    // Four buttons with one label are two people of one name.
    for (let count = 2; count <= twins.length; count += 2) {
      if (text) guests.push(makeGuest(text))
      isPartial ||= hasFold(twins[0])
    }
  }
  if (guests.length === 0) return null
  return {
    guestList: isPartial || guests.length > maxGuests ? 'partial' : 'complete',
    guests: guests.slice(0, maxGuests),
  }
}

/**
 * Whom a sentence names by address, where a view lists nobody; `known` are words that may hold addresses of
 * something else. Others may be named without one: such a list is never complete.
 */
export function readSentence(root: Element, known: string): GuestFacts[] {
  return textsOf(root, selectors.control).flatMap((text) => {
    const [found] = address.exec(text) ?? []
    return found === undefined || known.includes(found) ? [] : [makeGuest(found)]
  })
}

function makeGuest(text: string): GuestFacts {
  const isAddress = address.exec(text)?.[0] === text
  return {
    email: isAddress ? text : null,
    name: isAddress ? '' : text,
    isOrganizer: false,
    isResource: false,
    isOptional: false,
    answer: null,
    additionalGuests: 0,
  }
}

/** Whether somebody is folded away in the section of this person, where neither time nor call is. */
function hasFold(person: Element | undefined): boolean {
  const section = person?.closest(`:has(${selectors.fold})`)
  return section?.querySelector(selectors.notPeople) === null
}
