import type * as Y from 'yjs'
import type { MemberAliases } from '../model/member-alias.ts'
import { aliasRoot } from './roots.ts'
import { memberPattern } from './topic-id.ts'

/** Which member ids the two merged; empty when none. */
export function readAliases(doc: Y.Doc | null): MemberAliases {
  if (doc === null || !doc.share.has(aliasRoot)) return {}
  const map: Y.Map<unknown> = doc.getMap(aliasRoot)
  const pairs = [...map.entries()].filter(
    (entry): entry is [string, string] =>
      memberPattern.test(entry[0]) &&
      typeof entry[1] === 'string' &&
      memberPattern.test(entry[1]) &&
      entry[0] !== entry[1],
  )
  return Object.fromEntries(pairs)
}
