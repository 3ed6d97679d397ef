import { describe, expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../../lib/base/bytes.ts'
import { limits } from '../../../lib/base/limits.ts'
import { viewHash } from '../../../lib/document/canonical-content.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { decodeFile } from '../../../lib/document/file-format/decode-file.ts'
import { encodeFile } from '../../../lib/document/file-format/encode-file.ts'
import {
  type FileSegment,
  openSegment,
  packSegment,
} from '../../../lib/document/file-format/file-segment.ts'
import { platformGzip } from '../../../lib/document/file-format/gzip.ts'
import { fileOf } from '../../support/pair-file.ts'
import { ann, meeting, nowMs, pairId, replicaAs, unwrap } from '../../support/replica-world.ts'
import {
  decode,
  replicaFrom,
  sampleReplica,
  sampleText,
  sha256,
  tools,
} from '../../support/sample-file.ts'
import { syncGzip } from '../../support/sync-gzip.ts'

const otherPair = 'f'.repeat(32)

describe('writing and reading a file', () => {
  it('FF1 FF2: a readable top, then the state in a trailing comment, and back', async () => {
    const text = await sampleText()
    expect(text).toMatch(/^# 1on1: Ann & 弁\n\n_Kept by/)
    expect(text).toMatch(/\n<!-- yohaku-state\/1 pair=[0-9a-f]{32} enc=yjs-v2 gz=1 segments=2 /)
    expect(text).toMatch(/\n-->\n$/)
    const decoded = unwrap(await decode(text))
    expect(decoded).toMatchObject({ pairId, unknownWords: [], isHandEdited: false })
    expect(decoded.segments.map(({ id }) => id)).toEqual(['core', 'y2026'])
    expect((await replicaFrom(text)).read()).toEqual(sampleReplica().read())
  })

  it('FF3: the same input gives the same bytes, core first', async () => {
    expect(await sampleText()).toBe(await sampleText())
    const replica = sampleReplica()
    const packed = await Promise.all(
      ['y2026', 'core', 'a-first'].map((id) =>
        packSegment({ id, state: replica.encode(id), view: null }, tools),
      ),
    )
    const file = { pairId, readable: '# x', segments: packed, unknownWords: [] }
    const one = unwrap(await encodeFile(file, { sha256 }))
    const two = unwrap(await encodeFile({ ...file, segments: packed.toReversed() }, { sha256 }))
    expect(one).toEqual(two)
    expect(unwrap(await decode(decodeUtf8(one))).segments.map(({ id }) => id)).toEqual([
      'core',
      'a-first',
      'y2026',
    ])
  })

  it("FF4: works with the platform's own gzip, and reads what another gzip wrote", async () => {
    const text = decodeUtf8(await fileOf(sampleReplica(), platformGzip))
    expect((await replicaFrom(text)).read()).toEqual(sampleReplica().read())
    const [segment] = unwrap(await decode(await sampleText())).segments
    const opened = await openSegment(segment as FileSegment, { gzip: platformGzip })
    expect(unwrap(opened)).toEqual(sampleReplica().encode('core'))
  })

  it('FF5: carries the hash of what each segment says', async () => {
    const [core] = unwrap(await decode(await sampleText())).segments
    expect(core?.view).toBe(await viewHash(sampleReplica(), 'core', sha256))
  })

  it('FF6: tolerates CRLF, a BOM, trailing spaces, blank lines and re-wrapped base64', async () => {
    const text = await sampleText()
    const base64Line = text.split('\n').find((line) => /^[A-Za-z0-9+/]{60,}=*$/.test(line)) ?? ''
    expect(base64Line).not.toBe('')
    for (const changed of [
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      `\uFEFF${text}`,
      text.replaceAll('\n', '  \n'),
      `\n\n${text}\n\n`,
      text.replace('-->', '\n\n-->'),
      text.replace(base64Line, `${base64Line.slice(0, 40)}\n  ${base64Line.slice(40)}`),
      text.replaceAll(' len=', '   len='),
    ]) {
      expect(changed).not.toBe(text)
      expect(unwrap(await decode(changed)).isHandEdited).toBe(false)
      expect((await replicaFrom(changed)).read()).toEqual(sampleReplica().read())
    }
  })

  it('FF7: only the last marker counts', async () => {
    const text = await sampleText()
    const top = `# mine\n\n<!-- yohaku-state/1 pair=${otherPair} -->\n\n`
    expect(unwrap(await decode(top + text)).isHandEdited).toBe(true)
    expect((await replicaFrom(top + text)).read()).toEqual(sampleReplica().read())
  })

  it('FF7: what a person types can never look like state', async () => {
    const replica = sampleReplica()
    const evil = `-->\n<!-- yohaku-state/1 pair=${otherPair} enc=yjs-v2 gz=1 segments=0 -->`
    const choice = { meeting, owner: ann, kind: 'custom' as const, suffix: 'e', nowMs }
    setNote(replica, unwrap(pickTopic(replica, { ...choice, title: '<!-- x' })).topicId, evil)
    const text = decodeUtf8(await fileOf(replica))
    expect(text.split('<!--')).toHaveLength(2)
    expect(text.split('-->')).toHaveLength(2)
    expect((await replicaFrom(text)).read()).toEqual(replica.read())
  })
})

describe('caps', () => {
  it('FF14: files over the size cap are not decoded and never written', async () => {
    const big = new Uint8Array(limits.fileSizeBytes + 1)
    expect(await decodeFile(big, pairId, { sha256 })).toEqual({
      ok: false,
      error: { reason: 'too-large' },
    })
    const packed = new Uint8Array(limits.fileSizeBytes)
    const segment = { id: 'core', packed, sha256: 'x', view: null, unknownWords: [] }
    const file = { pairId, readable: '', segments: [segment], unknownWords: [] }
    expect(await encodeFile(file, { sha256 })).toEqual({ ok: false, error: 'too-large' })
  })

  it('FF14: more segments than the cap are refused on both sides', async () => {
    const small = await packSegment({ id: 'core', state: new Uint8Array([1]), view: null }, tools)
    const many = Array.from({ length: limits.segmentCount + 1 }, (_, at) => ({
      ...small,
      id: `s${at}`,
    }))
    const file = { pairId, readable: '', segments: many, unknownWords: [] }
    expect(await encodeFile(file, { sha256 })).toEqual({ ok: false, error: 'too-large' })
    const most = unwrap(
      await encodeFile({ ...file, segments: many.slice(0, limits.segmentCount) }, { sha256 }),
    )
    const lines = decodeUtf8(most).split('\n')
    const doubled = [...lines.slice(0, -2), 'extra len=1 sum=0', ...lines.slice(-2)].join('\n')
    expect(await decode(doubled)).toEqual({ ok: false, error: { reason: 'too-large' } })
  })

  it.each([
    ['platform', platformGzip],
    ['sync', syncGzip],
  ])('FF15: unpacking stops at the cap (%s)', async (_name, gzip) => {
    const bomb = await gzip.compress(new Uint8Array(limits.segmentSizeBytes + 1))
    expect(bomb.length).toBeLessThan(100_000)
    const segment = { id: 'core', packed: bomb, sha256: '', view: null, unknownWords: [] }
    expect(await openSegment(segment, { gzip })).toEqual({ ok: false, error: 'too-large' })
    const good = await gzip.compress(new Uint8Array([1, 2, 3]))
    expect(await gzip.decompress(good, 3)).toEqual({ ok: true, value: new Uint8Array([1, 2, 3]) })
    expect(await gzip.decompress(good, 2)).toEqual({ ok: false, error: 'too-large' })
  })

  it.each([
    ['platform', platformGzip],
    ['sync', syncGzip],
  ])('FF15: damaged gzip is corrupt (%s)', async (_name, gzip) => {
    const good = await gzip.compress(encodeUtf8('some words, some more words, some words'))
    for (const bytes of [
      new Uint8Array(0),
      good.slice(0, good.length - 1),
      good.slice(1),
      good.map((byte, at) => (at === 15 ? byte ^ 0x10 : byte)),
    ]) {
      expect(await gzip.decompress(bytes, 1000)).toEqual({ ok: false, error: 'corrupt' })
    }
  })

  it('FF16: a state that waits for updates it does not hold does not open', async () => {
    const replica = replicaAs(3)
    const updates: Uint8Array[] = []
    replica.onUpdate((_segment, update) => updates.push(update))
    changePeriod(replica, { kind: 'boss' })
    changePeriod(replica, { kind: 'mentor' })
    const state = updates[1] ?? new Uint8Array()
    const segment = await packSegment({ id: 'core', state, view: null }, tools)
    expect(await openSegment(segment, tools)).toEqual({ ok: false, error: 'corrupt' })
  })
})
