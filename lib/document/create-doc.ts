import * as Y from 'yjs'

type RootType = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>

/**
 * The roots of a document, for Yjs to look through. While it encodes, Yjs finds the name of a root by walking
 * over all of them for every item (`findRootTypeKey` in src/utils/ID.js of yjs 13.6), which is quadratic:
 * 10,000 topics took 12 s to load, and 0.3 s with this. Items come root by root, so a walk that begins where
 * the last one stopped ends at once.
 */
class RootMap extends Map<string, RootType> {
  private readonly names: string[] = []
  private position = 0

  override set(name: string, type: RootType): this {
    if (!this.has(name)) this.names.push(name)
    return super.set(name, type)
  }

  override *entries(): Generator<[string, RootType], undefined, unknown> {
    const from = this.position
    for (let step = 0; step < this.names.length; step++) {
      const at = (from + step) % this.names.length
      const name = this.names[at] ?? ''
      const type = this.get(name)
      if (type === undefined) continue
      this.position = at
      yield [name, type]
    }
    return undefined
  }
}

/** An empty document; every document of this layer is made here. */
export function createDoc(): Y.Doc {
  // A guid names a subdocument, and we have none; drawing one costs more than decoding a small update.
  const doc = new Y.Doc({ guid: '' })
  doc.share = new RootMap()
  return doc
}
