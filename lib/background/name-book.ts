import { toHex } from '../base/bytes.ts'
import type { Random } from '../base/clock.ts'
import type { EventFacts } from '../model/event-facts.ts'
import {
  eventKeyOf,
  indexOfPerson,
  type KnownByName,
  type NamedPeople,
  type NameEntry,
  normaliseName,
  placeOf,
} from '../model/named-people.ts'
import { normaliseEmail } from '../model/people.ts'
import type { NameStore, PairRecord } from '../storage/ports.ts'

/** What the person said about people whom a page shows by name alone. Writes resolve after the commit. */
export interface NameBook {
  /** What is known where an event was seen; null in a calendar that tells addresses, and before the first word. */
  at(facts: EventFacts): Promise<NamedPeople | null>
  /** What is known at a place; null before the first word. */
  of(place: string): Promise<NamedPeople | null>
  /** Addresses of which it is known that they are the person's at another place than this one. */
  ownElsewhere(place: string): Promise<ReadonlySet<string>>
  /** Notes that the person spoke about somebody of this name, so that they get an id; `at` anew after it. */
  ensurePerson(facts: EventFacts, name: string): Promise<NamedPeople>
  /**
   * The event is with somebody of this name: the one at `index`, or one not met before (null). `selfName` is the
   * viewer's own name, where the page listed it too.
   */
  choosePerson(
    facts: EventFacts,
    choice: { name: string; index: number | null; selfName: string | null },
  ): Promise<void>
  /** The event is with another person of the name than the one of `record`, whose other events stay theirs. */
  chooseOther(facts: EventFacts, known: KnownByName, record: PairRecord): Promise<void>
  /** Keeps addresses; null leaves what is known. */
  tell(
    known: KnownByName | null,
    place: string,
    addresses: { partner: string | null; self: string | null },
  ): Promise<void>
  /** Everything was erased. */
  reload(): void
}

/** Events remembered per name with several people. */
const eventsKept = 200

/** Builds it; reads the store once. */
export function createNameBook(store: NameStore, random: Random): NameBook {
  let loaded: Promise<Map<string, NamedPeople>> | null = null
  const load = (): Promise<Map<string, NamedPeople>> => {
    loaded ??= store.list().then((all) => new Map(all.map((one) => [one.place, one])))
    loaded.catch(() => {
      loaded = null
    })
    return loaded
  }
  const drawId = (): string => toHex(random.bytes(8))

  const change = async (place: string, edit: (people: NamedPeople) => void) => {
    const known = await load()
    const next = await store.update(place, (standing) => {
      const people = standing ?? {
        place,
        selfId: drawId(),
        selfEmail: null,
        selfNames: [],
        names: {},
      }
      edit(people)
      return people
    })
    known.set(place, next)
    return next
  }

  const entryOf = (people: NamedPeople, name: string): NameEntry => {
    const standing = Object.hasOwn(people.names, name) ? people.names[name] : undefined
    const entry = standing ?? { people: [], events: {} }
    people.names[name] = entry
    return entry
  }

  return {
    async at(facts) {
      return facts.host === 'outlook' ? ((await load()).get(placeOf(facts)) ?? null) : null
    },
    async of(place) {
      return (await load()).get(place) ?? null
    },
    async ownElsewhere(place) {
      const others = [...(await load()).values()].filter((one) => one.place !== place)
      return new Set(others.flatMap(({ selfEmail }) => selfEmail ?? []))
    },
    ensurePerson: (facts, name) =>
      change(placeOf(facts), (people) => {
        // A guest without a name shows the address: then only the viewer's own id is wanted.
        if (normaliseName(name) === '') return
        const entry = entryOf(people, normaliseName(name))
        if (entry.people.length === 0) entry.people.push({ id: drawId(), email: null })
      }),
    async choosePerson(facts, { name, index, selfName }) {
      await change(placeOf(facts), (people) => {
        const entry = entryOf(people, normaliseName(name))
        const isKnown = index !== null && index < entry.people.length
        const chosen = isKnown ? index : entry.people.length
        if (!isKnown) entry.people.push({ id: drawId(), email: null })
        setEvent(entry, eventKeyOf(facts), chosen)
        const own = selfName === null ? '' : normaliseName(selfName)
        if (own !== '' && !people.selfNames.includes(own)) people.selfNames.push(own)
      })
    },
    async chooseOther(facts, known, record) {
      await change(known.place, (people) => {
        const entry = entryOf(people, known.name)
        for (const meeting of record.meetings) {
          const key = eventKeyOf(meeting.facts)
          if (indexOfPerson(entry, key) === known.index) setEvent(entry, key, known.index)
        }
        entry.people.push({ id: drawId(), email: null })
        setEvent(entry, eventKeyOf(facts), entry.people.length - 1)
      })
    },
    async tell(known, place, addresses) {
      await change(place, (people) => {
        if (addresses.self !== null) people.selfEmail = normaliseEmail(addresses.self)
        const person = known === null ? undefined : people.names[known.name]?.people[known.index]
        if (person !== undefined && addresses.partner !== null) {
          person.email = normaliseEmail(addresses.partner)
        }
      })
    },
    reload() {
      loaded = null
    },
  }
}

function setEvent(entry: NameEntry, eventKey: string, index: number): void {
  delete entry.events[eventKey]
  entry.events[eventKey] = index
  for (const oldest of Object.keys(entry.events).slice(0, -eventsKept)) delete entry.events[oldest]
}
