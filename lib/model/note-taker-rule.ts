/**
 * Vendors whose software joins meetings as a guest and writes minutes. An address under one of these
 * domains (or a subdomain) is a note-taker only when its local part or its name looks like one: the
 * vendors' own people have 1-on-1s too. Add a line to extend it.
 */
export const noteTakerDomains = [
  'avoma.com',
  'circleback.ai',
  'claap.io',
  'colibri.ai',
  'fathom.video',
  'fellow.ai',
  'fellow.app',
  'fellow.co',
  'fireflies.ai',
  'gong.io',
  'grain.com',
  'grain.co',
  'granola.ai',
  'jamie.ai',
  'krisp.ai',
  'meetgeek.ai',
  'notta.ai',
  'notta.io',
  'otter.ai',
  'read.ai',
  'recall.ai',
  'sembly.ai',
  'supernormal.com',
  'tactiq.io',
  'tldv.io',
  'vowel.com',
] as const

/** Words that, standing alone in a local part or a name, say that a machine takes notes. */
export const noteTakerWords = [
  'assistant',
  'bot',
  'fred',
  'meeting',
  'meetings',
  'minutes',
  'notes',
  'notetaker',
  'notify',
  'pilot',
  'record',
  'recorder',
  'scribe',
  '議事録',
] as const

const domains: ReadonlySet<string> = new Set(noteTakerDomains)
const words: ReadonlySet<string> = new Set(noteTakerWords)
const separators = /[^\p{L}\p{N}]+/u
const spelledNoteTaker = /(^|[^a-z])(ai[-_. ]?)?note[-_. ]?taker([^a-z]|$)/

/** The listed vendor domain an address belongs to, or null. */
function vendorDomainOf(email: string): string | null {
  for (let at = email.lastIndexOf('@'); at !== -1; at = email.indexOf('.', at + 1)) {
    const domain = email.slice(at + 1)
    if (domains.has(domain)) return domain
  }
  return null
}

function hasNoteTakerWord(text: string, brand: string): boolean {
  return text.split(separators).some((word) => words.has(word) || word === brand)
}

/**
 * Whether a guest is software that takes notes. `email` is normalised; `name` is as shown, may be empty.
 * A guest of a note-taker vendor who has a person's name and a person's address is a person.
 */
export function isNoteTaker(email: string, name: string): boolean {
  const localPart = email.slice(0, Math.max(0, email.lastIndexOf('@')))
  if (spelledNoteTaker.test(localPart)) return true
  const domain = vendorDomainOf(email)
  if (domain === null) return false
  const brand = domain.slice(0, domain.indexOf('.'))
  const lowerName = name.toLowerCase()
  return (
    hasNoteTakerWord(localPart, brand) ||
    hasNoteTakerWord(lowerName, brand) ||
    lowerName.includes(domain) ||
    spelledNoteTaker.test(lowerName)
  )
}
