import type { DriveFile } from './drive-file.ts'
import { invalidParameter } from './google-error.ts'

/** A test on files, made from a `q` parameter. */
export type FileTest = (file: DriveFile, viewer: { email: string; project: string }) => boolean

type Token = { kind: 'word' | 'text' | 'symbol'; value: string }

/**
 * Parses the part of Drive's search language that an app like ours may use: `and`, `or`, `not`,
 * parentheses; `name`, `mimeType`, `trashed`, `sharedWithMe`, `createdTime`, `modifiedTime`,
 * `'address' in owners|writers|readers`, `properties|appProperties has { key='…' and value='…' }`.
 * https://developers.google.com/workspace/drive/api/guides/ref-search-terms
 * Throws a 400 for anything else.
 */
export function parseQuery(text: string): FileTest {
  const tokens = tokenize(text)
  let at = 0
  const fail = () => invalidParameter('q', `Invalid Value: ${text}`)
  const peek = () => tokens[at]
  const take = (kind: Token['kind'], value?: string): string => {
    const token = tokens[at]
    if (token?.kind !== kind || (value !== undefined && token.value !== value)) throw fail()
    at += 1
    return token.value
  }
  const isWord = (value: string) => peek()?.kind === 'word' && peek()?.value === value

  const parseOr = (): FileTest => {
    const tests = [parseAnd()]
    while (isWord('or')) {
      at += 1
      tests.push(parseAnd())
    }
    return (file, viewer) => tests.some((test) => test(file, viewer))
  }
  const parseAnd = (): FileTest => {
    const tests = [parseTerm()]
    while (isWord('and')) {
      at += 1
      tests.push(parseTerm())
    }
    return (file, viewer) => tests.every((test) => test(file, viewer))
  }
  const parseTerm = (): FileTest => {
    if (isWord('not')) {
      at += 1
      const test = parseTerm()
      return (file, viewer) => !test(file, viewer)
    }
    if (peek()?.kind === 'symbol' && peek()?.value === '(') {
      at += 1
      const test = parseOr()
      take('symbol', ')')
      return test
    }
    return peek()?.kind === 'text' ? parseIn() : parseField(take('word'))
  }
  const parseIn = (): FileTest => {
    const value = take('text')
    take('word', 'in')
    const list = take('word')
    if (!['owners', 'writers', 'readers', 'parents'].includes(list)) throw fail()
    return (file, viewer) => {
      if (list === 'parents') return value === 'root' && file.ownerEmail === viewer.email
      const email = value === 'me' ? viewer.email : value.toLowerCase()
      if (list === 'owners') return file.ownerEmail === email
      return file.permissions.some(
        (each) => each.email === email && (list === 'readers' || each.role !== 'reader'),
      )
    }
  }
  const parseField = (field: string): FileTest => {
    if (field === 'properties' || field === 'appProperties') return parseHas(field)
    if (field === 'sharedWithMe' && peek()?.value !== '=')
      return (file, viewer) => viewer.email in file.sharedMs
    const operator = peek()?.kind === 'word' ? take('word') : take('symbol')
    if (field === 'trashed' || field === 'sharedWithMe') {
      const expected = take('word') === 'true'
      if (operator !== '=' && operator !== '!=') throw fail()
      return (file, viewer) => {
        const actual = field === 'trashed' ? file.isTrashed : viewer.email in file.sharedMs
        return (actual === expected) === (operator === '=')
      }
    }
    const value = take('text')
    const read = readers[field]
    if (read === undefined) throw fail()
    const compare = comparisons[operator]
    if (compare === undefined) throw fail()
    const isTime = field.endsWith('Time')
    const wanted = isTime ? new Date(value).toISOString() : value
    return (file) => compare(read(file), wanted)
  }
  const parseHas = (field: 'properties' | 'appProperties'): FileTest => {
    take('word', 'has')
    take('symbol', '{')
    take('word', 'key')
    take('symbol', '=')
    const key = take('text')
    take('word', 'and')
    take('word', 'value')
    take('symbol', '=')
    const value = take('text')
    take('symbol', '}')
    return (file, viewer) => {
      const own = field === 'properties' ? file.properties : file.appProperties[viewer.project]
      return own?.[key] === value
    }
  }
  const test = parseOr()
  if (at !== tokens.length) throw fail()
  return test
}

const readers: Record<string, (file: DriveFile) => string> = {
  name: (file) => file.name,
  mimeType: (file) => file.mimeType,
  createdTime: (file) => new Date(file.createdMs).toISOString(),
  modifiedTime: (file) => new Date(file.modifiedMs).toISOString(),
}

const comparisons: Record<string, (left: string, right: string) => boolean> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  contains: (left, right) => left.toLowerCase().includes(right.toLowerCase()),
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  // Texts stand in single quotes, with \' and \\ inside.
  const pattern = /\s*(?:'((?:[^'\\]|\\.)*)'|([A-Za-z]+)|(<=|>=|!=|[=<>(){}]))/y
  while (pattern.lastIndex < text.trimEnd().length) {
    const match = pattern.exec(text)
    if (match === null) throw invalidParameter('q', `Invalid Value: ${text}`)
    if (match[1] !== undefined)
      tokens.push({ kind: 'text', value: match[1].replace(/\\(.)/g, '$1') })
    else if (match[2] !== undefined) tokens.push({ kind: 'word', value: match[2] })
    else tokens.push({ kind: 'symbol', value: match[3] ?? '' })
  }
  return tokens
}
