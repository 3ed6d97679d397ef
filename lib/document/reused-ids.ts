import * as Y from 'yjs'

/**
 * True when the two documents hold different operations under one name: a client id was used twice. Where the
 * texts of both still stand, merging in both orders shows it; where one side's are deleted it does not, because
 * the deletion takes the other's words along in either order. A deleted operation still knows where it stood
 * (the roots are flat, so none is collected), and one operation never stands in two places.
 *
 * Two operations in one and the same place, one of them deleted, cannot be told from one operation.
 */
export function reusesIds(a: Y.Doc, b: Y.Doc): boolean {
  const [inA, inB] = [a, b].map(placesOf)
  if (inA === undefined || inB === undefined) return false
  for (const [client, structs] of a.store.clients) {
    const others = b.store.clients.get(client) ?? []
    let at = 0
    for (const one of structs) {
      for (; at < others.length; at++) {
        const other = others[at]
        if (other === undefined || other.id.clock >= endOf(one)) break
        if (endOf(other) <= one.id.clock) continue
        if (one instanceof Y.Item && other instanceof Y.Item) {
          const clock = Math.max(one.id.clock, other.id.clock)
          if (inA(one, clock) !== inB(other, clock) || isOtherText(one, other, clock)) return true
        }
        // It may reach into the next one, too.
        if (endOf(other) > endOf(one)) break
      }
    }
  }
  return false
}

function endOf(struct: { id: Y.ID; length: number }): number {
  return struct.id.clock + struct.length
}

/** Names the place of an operation within an item: the root, the key, and what stood to its left. */
function placesOf(doc: Y.Doc): (item: Y.Item, clock: number) => string {
  const names = new Map<unknown, string>()
  for (const [name, type] of doc.share) names.set(type, name)
  return (item, clock) => {
    const { id, origin, parent, parentSub } = item
    const left = clock === id.clock ? origin : Y.createID(id.client, clock - 1)
    return JSON.stringify([names.get(parent) ?? '', parentSub, left?.client, left?.clock])
  }
}

/** Whether both still show their text from `clock` on, and not the same one. */
function isOtherText(one: Y.Item, other: Y.Item, clock: number): boolean {
  if (one.deleted || other.deleted) return false
  const length = Math.min(endOf(one), endOf(other)) - clock
  const [mine, theirs] = [one, other].map((item) =>
    item.content
      .getContent()
      .slice(clock - item.id.clock)
      .slice(0, length),
  )
  return JSON.stringify(mine) !== JSON.stringify(theirs)
}
