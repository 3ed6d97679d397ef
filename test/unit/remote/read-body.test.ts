import { describe, expect, it } from 'vitest'
import { readBody } from '../../../lib/remote/read-body.ts'

/** A body in pieces; `isBroken` ends it with an error. Tells whether it was cancelled and how much was taken. */
function bodyOf(pieces: number[], isBroken = false) {
  const seen = { isCancelled: false, pieces: 0 }
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const sizeBytes = pieces[seen.pieces]
        if (sizeBytes === undefined) {
          if (isBroken) controller.error(new TypeError('terminated'))
          else controller.close()
          return
        }
        seen.pieces++
        controller.enqueue(new Uint8Array(sizeBytes).fill(seen.pieces))
      },
      cancel() {
        seen.isCancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { seen, stream }
}

describe('readBody', () => {
  it('joins what arrives in pieces', async () => {
    const outcome = await readBody(new Response(bodyOf([2, 0, 3]).stream), 5)
    expect(outcome).toEqual({ kind: 'read', bytes: new Uint8Array([1, 1, 3, 3, 3]) })
  })

  it('reads no body as no bytes', async () => {
    expect(await readBody(new Response(null), 5)).toEqual({
      kind: 'read',
      bytes: new Uint8Array(0),
    })
  })

  it('refuses an announced size before reading anything', async () => {
    const { seen, stream } = bodyOf([1])
    const response = new Response(stream, { headers: { 'content-length': '6' } })
    expect(await readBody(response, 5)).toEqual({ kind: 'too-large' })
    expect(seen).toEqual({ isCancelled: true, pieces: 0 })
  })

  it('stops while reading when the announced size was a lie', async () => {
    const { seen, stream } = bodyOf([3, 3, 3, 3])
    const response = new Response(stream, { headers: { 'content-length': '3' } })
    expect(await readBody(response, 5)).toEqual({ kind: 'too-large' })
    expect(seen).toEqual({ isCancelled: true, pieces: 2 })
  })

  it('reports an early end', async () => {
    expect(await readBody(new Response(bodyOf([2], true).stream), 5)).toEqual({ kind: 'broken' })
  })
})
