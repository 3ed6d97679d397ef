import { describe, expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../../lib/base/bytes.ts'
import { limits } from '../../../lib/base/limits.ts'
import { encodeFile } from '../../../lib/document/file-format/encode-file.ts'
import { createMemoryFile } from '../../support/memory-shared-file.ts'
import { createSyncBench, settle } from '../../support/sync-bench.ts'
import { syncSha256 } from '../../support/sync-gzip.ts'

/** A device whose words are in a file. */
async function openOne() {
  const file = createMemoryFile('one', new Uint8Array())
  const bench = createSyncBench({ seed: 1 })
  const own = file.as('owner')
  await bench.write('ann', 'first words')
  await settle(bench, [own])
  file.calls.length = 0
  const sound = file.bytes()
  return { file, bench, own, sound }
}

/** Another device that reads the file from nothing; what it finds. */
async function readAnew(file: ReturnType<typeof createMemoryFile>) {
  const other = createSyncBench({ seed: 9 })
  await settle(other, [file.as('writer')])
  return other.notes()
}

describe('a file that was damaged', () => {
  const damages: [string, (text: string) => string][] = [
    ['cut', (text) => text.slice(0, text.length - 200)],
    [
      'its state changed by hand',
      (text) => text.replace(/(.)(...\n-->)/, (_, char, rest) => (char === 'A' ? 'B' : 'A') + rest),
    ],
    ['something else altogether', () => '<html>not found</html>'],
    ['the state taken out', (text) => text.slice(0, text.indexOf('<!-- yohaku-state'))],
  ]
  it.each(damages)(
    '[SY10] %s: a copy is kept, nothing stored changes, it is written again [D6-human-edit] [D3-corrupt-upload]',
    async (_name, change) => {
      const { file, bench, own, sound } = await openOne()
      const broken = encodeUtf8(change(decodeUtf8(sound)))
      file.put(broken)
      const before = bench.disk.read().segments
      const outcome = await bench.run([own])
      expect(outcome).toMatchObject({ phase: 'waiting', notices: ['file/corrupt'], writes: 1 })
      expect(outcome.reads).toBe(2)
      expect(bench.disk.read().segments).toBe(before)
      expect(bench.disk.read().quarantine).toMatchObject([
        { reason: 'file/corrupt', bytes: broken },
      ])
      expect(await settle(bench, [own])).toMatchObject({ phase: 'arrived', notices: [] })
      expect(bench.disk.read().quarantine.length).toBe(1)
      expect((await readAnew(file)).ann).toBe('first words')
    },
  )

  it('[SY10] reads a second time before it believes in damage', async () => {
    const { file, bench, own, sound } = await openOne()
    file.put(sound)
    const cut = { kind: 'content', bytes: sound.slice(0, 100), etag: '"cut"' } as const
    file.answerNextRead(cut)
    const outcome = await bench.run([own])
    expect(outcome).toMatchObject({ phase: 'arrived', notices: [], reads: 2, writes: 0 })
    expect(bench.disk.read().quarantine).toEqual([])
  })

  it('[SY10] merges what is sound in it [A4-poisoned]', async () => {
    const { file, bench, own } = await openOne()
    const other = createSyncBench({ seed: 2 })
    await other.write('ben', 'from Ben')
    await settle(other, [file.as('writer')])
    await other.edit((replica) => {
      replica.transact('edit', () => undefined)
    })
    const text = decodeUtf8(file.bytes())
    // Ben's year stays whole; the count in the header does not fit any more.
    file.put(encodeUtf8(text.replace(/\n-->\n?$/, '\ny2031 len=3 sha256=00 sum=00\nAAAA\n-->\n')))
    const outcome = await bench.run([own])
    expect(outcome).toMatchObject({ hasNews: true, notices: ['file/corrupt'] })
    expect(await bench.notes()).toEqual({ ann: 'first words', ben: 'from Ben' })
  })

  it('[SY11] is not buried by a device that has nothing', async () => {
    const { file, sound } = await openOne()
    const broken = sound.slice(0, sound.length - 50)
    file.put(broken)
    const other = createSyncBench({ seed: 2 })
    const outcome = await other.run([file.as('writer')])
    expect(outcome).toMatchObject({
      phase: 'waiting',
      problem: 'file/corrupt',
      next: { kind: 'retry', reason: 'unavailable' },
      writes: 0,
    })
    expect(file.bytes()).toEqual(broken)
  })

  it('[SY14] empty: filled again, with a warning, nothing wiped [J6-empty-target]', async () => {
    const { file, bench, own } = await openOne()
    file.put(new Uint8Array())
    const outcome = await bench.run([own])
    expect(outcome).toMatchObject({ notices: ['file/corrupt'], writes: 1 })
    await settle(bench, [own])
    expect((await bench.notes()).ann).toBe('first words')
    expect((await readAnew(file)).ann).toBe('first words')
  })

  it('[SY14] empty, and a device that has nothing leaves it so', async () => {
    const file = createMemoryFile('one', new Uint8Array())
    const bench = createSyncBench({ seed: 1 })
    expect(await bench.run([file.as('owner')])).toMatchObject({ writes: 0, phase: 'waiting' })
  })
})

describe('a file that was edited by hand', () => {
  it('[SY13] above the state: told, not taken over, written again [D6-human-edit]', async () => {
    const { file, bench, own, sound } = await openOne()
    file.put(encodeUtf8(`My own heading\n\n${decodeUtf8(sound)}`))
    const outcome = await bench.run([own])
    expect(outcome).toMatchObject({ notices: ['file/hand-edited'], problem: null, writes: 1 })
    expect(await settle(bench, [own])).toMatchObject({ phase: 'arrived', notices: [], writes: 0 })
    expect(decodeUtf8(file.bytes())).not.toContain('My own heading')
    const [aside] = bench.disk.read().quarantine
    expect(decodeUtf8(aside?.bytes ?? new Uint8Array())).toContain('My own heading')
    expect((await bench.notes()).ann).toBe('first words')
  })
})

describe('a file that is not ours to write', () => {
  it('[SY12] of another pair: refused, untouched, nothing merged [K2-foreign-file]', async () => {
    const { file, bench, own } = await openOne()
    const foreign = await encodeFile(
      { pairId: 'f'.repeat(32), readable: '# theirs', segments: [], unknownWords: [] },
      { sha256: syncSha256 },
    )
    if (!foreign.ok) throw new Error(foreign.error)
    file.put(foreign.value)
    await bench.write('ann', 'second words')
    const before = bench.disk.read().segments
    expect(await bench.run([own])).toMatchObject({
      phase: 'waiting',
      problem: 'file/foreign',
      next: { kind: 'person' },
      hasNews: false,
      writes: 0,
    })
    expect(file.bytes()).toEqual(foreign.value)
    expect(bench.disk.read().segments).toBe(before)
  })

  it.each([
    ['a newer version [J9-newer-format]', 'yohaku-state/1 ', 'yohaku-state/2 '],
    ['another encoding [D11-wrong-encoding]', 'enc=yjs-v2', 'enc=yjs-v3'],
  ])('[SY12] written by %s: never written, a message', async (_name, from, to) => {
    const { file, bench, own, sound } = await openOne()
    const text = decodeUtf8(sound).replace(from, to)
    const lines = text.split('\n')
    const at = lines.findIndex((line) => line.includes('yohaku-state/'))
    const header = (lines[at] ?? '').replace(/^<!-- /, '').replace(/ sum=.*$/, '')
    const sum = Buffer.from(await syncSha256(encodeUtf8(header))).toString('hex')
    lines[at] = `<!-- ${header} sum=${sum.slice(0, 16)}`
    const newer = encodeUtf8(lines.join('\n'))
    file.put(newer)
    await bench.write('ann', 'second words')
    for (let round = 0; round < 3; round++) {
      expect(await bench.run([own], true)).toMatchObject({
        phase: 'waiting',
        problem: 'file/newer-format',
        next: { kind: 'person' },
        writes: 0,
      })
    }
    expect(file.bytes()).toEqual(newer)
    expect((await bench.notes()).ann).toBe('second words')
  })

  it('[SY12] over the limit: not read, not written', async () => {
    const { file, bench, own } = await openOne()
    file.put(new Uint8Array(limits.fileSizeBytes + 1))
    expect(await bench.run([own])).toMatchObject({ problem: 'file/too-large', writes: 0 })
  })
})
