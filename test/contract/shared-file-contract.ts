import { beforeEach, describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import type { ReadOutcome, SharedFile } from '../../lib/remote/shared-file.ts'

/** One file that holds `content`, as two people who may write it reach it. */
export interface SharedFileStage {
  mine: SharedFile
  theirs: SharedFile
  content: Uint8Array
}

/**
 * What every provider's {@link SharedFile} must do. `open` makes a fresh file for each test; `settle` drives
 * a provider with virtual time until a promise is done.
 */
export function describeSharedFile(
  name: string,
  open: () => Promise<SharedFileStage>,
  settle: <T>(promise: Promise<T>) => Promise<T> = (promise) => promise,
): void {
  const signal = new AbortController().signal
  const first = encodeUtf8('first')
  const second = encodeUtf8('second')

  const read = (file: SharedFile, etag: string | null = null) => settle(file.read(etag, signal))
  const write = (file: SharedFile, bytes: Uint8Array, etag: string | null) =>
    settle(file.write(bytes, etag, signal))
  const contentOf = (outcome: ReadOutcome) => {
    if (outcome.kind !== 'content') throw new Error(outcome.kind)
    return outcome
  }

  describe(`${name} as a shared file`, () => {
    let stage: SharedFileStage
    beforeEach(async () => {
      stage = await open()
    })

    it('gives both the same bytes under the same revision', async () => {
      const [mine, theirs] = [await read(stage.mine), await read(stage.theirs)]
      expect(contentOf(mine).bytes).toEqual(stage.content)
      expect(theirs).toEqual(mine)
      expect(stage.theirs.id).toBe(stage.mine.id)
    })

    it('says that nothing changed until something did', async () => {
      const { etag } = contentOf(await read(stage.mine))
      expect(await read(stage.mine, etag)).toEqual({ kind: 'unchanged' })
      expect((await write(stage.theirs, first, etag)).kind).toBe('written')
      const news = contentOf(await read(stage.mine, etag))
      expect(news.bytes).toEqual(first)
      expect(news.etag).not.toBe(etag)
    })

    it('refuses a write on an old revision and keeps what is there', async () => {
      const { etag } = contentOf(await read(stage.mine))
      await write(stage.theirs, first, etag)
      expect(await write(stage.mine, second, etag)).toEqual({ kind: 'conflict' })
      const now = contentOf(await read(stage.mine))
      expect(now.bytes).toEqual(first)
      expect((await write(stage.mine, second, now.etag)).kind).toBe('written')
      expect(contentOf(await read(stage.theirs)).bytes).toEqual(second)
    })

    it('lets one of two through who write at once', async () => {
      const { etag } = contentOf(await read(stage.mine))
      const outcomes = await settle(
        Promise.all([
          stage.mine.write(first, etag, signal),
          stage.theirs.write(second, etag, signal),
        ]),
      )
      expect(outcomes.map((one) => one.kind).sort()).toEqual(['conflict', 'written'])
      const winner = outcomes[0].kind === 'written' ? first : second
      expect(contentOf(await read(stage.mine)).bytes).toEqual(winner)
    })

    it('writes without a condition when asked to', async () => {
      await write(stage.theirs, first, null)
      expect((await write(stage.mine, second, null)).kind).toBe('written')
      expect(contentOf(await read(stage.theirs)).bytes).toEqual(second)
    })

    it('names a revision that is the next one, or none', async () => {
      const { etag } = contentOf(await read(stage.mine))
      const written = await write(stage.mine, first, etag)
      if (written.kind !== 'written') throw new Error(written.kind)
      if (written.etag !== null) {
        expect(await read(stage.mine, written.etag)).toEqual({ kind: 'unchanged' })
      }
    })

    it('carries every byte, many bytes and no bytes', async () => {
      const every = Uint8Array.from({ length: 256 }, (_, at) => at)
      const many = Uint8Array.from({ length: 500_000 }, (_, at) => (at * 31) % 251)
      for (const bytes of [every, many, new Uint8Array(0)]) {
        await write(stage.mine, bytes, null)
        expect(contentOf(await read(stage.theirs)).bytes).toEqual(bytes)
      }
    })

    it('does nothing once it was stopped, and says so by a value', async () => {
      const stopped = AbortSignal.abort()
      const reading = await settle(stage.mine.read(null, stopped))
      expect(reading.kind).not.toMatch(/content|unchanged/)
      const writing = await settle(stage.mine.write(first, null, stopped))
      expect(writing.kind).not.toMatch(/written|conflict/)
      expect(contentOf(await read(stage.theirs)).bytes).toEqual(stage.content)
    })
  })
}
