/** Somebody (or some room) with an account in the world. */
export interface Person {
  email: string
  name: string
  kind: 'person' | 'room'
  /** OpenID subject. */
  sub: string
  locale: 'ja' | 'en'
  /** IANA name; of the calendar and of what the API shows. */
  timeZone: string
}

/** The people of a world, by address. Addresses are compared in lower case. */
export interface Directory {
  /** Adds somebody; the defaults are a Japanese person in Tokyo. */
  add(person: Pick<Person, 'email' | 'name'> & Partial<Person>): Person
  /** Null when nobody in the world has this address. */
  find(email: string): Person | null
  /** Like {@link find}, throwing when nobody is there: for tests and seeds. */
  get(email: string): Person
  all(): Person[]
}

/** An empty directory. */
export function createDirectory(): Directory {
  const people = new Map<string, Person>()
  const find = (email: string) => people.get(email.toLowerCase()) ?? null
  return {
    find,
    add(person) {
      const full: Person = {
        kind: 'person',
        sub: String(100000000000000000000n + BigInt(people.size + 1)),
        locale: 'ja',
        timeZone: 'Asia/Tokyo',
        ...person,
        email: person.email.toLowerCase(),
      }
      people.set(full.email, full)
      return full
    },
    get(email) {
      const person = find(email)
      if (person === null) throw new Error(`Nobody in this world has the address ${email}`)
      return person
    },
    all: () => [...people.values()],
  }
}
