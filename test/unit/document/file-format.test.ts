import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeUtf8, encodeUtf8 } from '../../../lib/base/bytes.ts'
import { limits } from '../../../lib/base/limits.ts'
import { viewHash } from '../../../lib/document/canonical-content.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import { setNote, setResponse } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { decodeFile } from '../../../lib/document/file-format/decode-file.ts'
import { encodeFile } from '../../../lib/document/file-format/encode-file.ts'
import {
  type FileSegment,
  openSegment,
  packSegment,
} from '../../../lib/document/file-format/file-segment.ts'
import { platformGzip } from '../../../lib/document/file-format/gzip.ts'
import { readStateLine, writeStateLine } from '../../../lib/document/file-format/state-lines.ts'
import type { Replica } from '../../../lib/document/types.ts'
import { fileOf } from '../../support/pair-file.ts'
import { ann, ben, meeting, nowMs, pairId, replicaAs, unwrap } from '../../support/replica-world.ts'
import { syncGzip, syncSha256 } from '../../support/sync-gzip.ts'

const sha256 = syncSha256
const tools = { gzip: syncGzip, sha256 }
const otherPair = 'f'.repeat(32)

function sampleReplica(): Replica {
  const replica = replicaAs(1)
  describeMember(replica, { id: ann, name: 'Ann', email: null, homeFile: null })
  describeMember(replica, { id: ben, name: '弁', email: null, homeFile: null })
  changePeriod(replica, { kind: 'mentor' })
  const choice = { meeting, owner: ann, kind: 'career' as const, suffix: null, nowMs }
  const id = unwrap(pickTopic(replica, choice)).topicId
  setResponse(replica, id, 'listen')
  setNote(replica, id, 'これからのこと')
  return replica
}

async function sampleText(): Promise<string> {
  return decodeUtf8(await fileOf(sampleReplica()))
}

function decode(text: string, expected: string | null = pairId) {
  return decodeFile(encodeUtf8(text), expected, { sha256 })
}

/** Reads a whole file into a replica. */
async function replicaFrom(text: string): Promise<Replica> {
  const replica = createReplica({ pairId })
  for (const segment of unwrap(await decode(text)).segments) {
    const state = unwrap(await openSegment(segment, { gzip: syncGzip }))
    unwrap(replica.apply(segment.id, state, 'file'))
  }
  return replica
}

/** The file with its header or a segment line changed, its checksum made good again. */
async function withLine(
  text: string,
  name: string,
  change: (words: string[]) => string[],
): Promise<string> {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.replace('<!-- ', '').startsWith(`${name} `))
  const bare = (lines[at] ?? '').replace('<!-- ', '')
  const line = await readStateLine(bare, sha256)
  if (line === null) throw new Error(`no good line ${name}`)
  const [newName = '', ...words] = change([line.name, ...line.words])
  const written = await writeStateLine({ name: newName, words }, sha256)
  lines[at] = lines[at]?.startsWith('<!-- ') ? `<!-- ${written}` : written
  return lines.join('\n')
}

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

describe('what a person does to a file', () => {
  it('FF8 D6-human-edit: an edit of the top, or below the state, is noticed and nothing else', async () => {
    const text = await sampleText()
    for (const changed of [text.replace('Ann', 'Anna'), `${text}\nP.S. a word of mine\n`]) {
      expect(unwrap(await decode(changed)).isHandEdited).toBe(true)
      expect((await replicaFrom(changed)).read()).toEqual(sampleReplica().read())
    }
  })

  it('FF9 D6-human-edit: an edit of the base64 fails its checksum; the sound segments are handed over', async () => {
    const text = await sampleText()
    const lines = text.split('\n')
    const at = lines.findIndex((line) => line.startsWith('y2026 ')) + 1
    const line = lines[at] ?? ''
    lines[at] = `${line.slice(0, 30)}${line[30] === 'A' ? 'B' : 'A'}${line.slice(31)}`
    const outcome = await decode(lines.join('\n'))
    expect(outcome).toMatchObject({ ok: false, error: { reason: 'corrupt' } })
    if (!outcome.ok && outcome.error.reason === 'corrupt') {
      expect(outcome.error.intact.map(({ id }) => id)).toEqual(['core'])
    }
  })

  it('FF9: a missing, doubled or renamed segment, a cut file and a missing state are corrupt', async () => {
    const text = await sampleText()
    const year = text.slice(text.indexOf('\ny2026 '), text.indexOf('\n-->'))
    const core = text.slice(text.indexOf('\ncore '), text.indexOf('\ny2026 '))
    for (const changed of [
      text.replace(year, ''),
      text.replace(year, year + year),
      text.replace('\ny2026 ', '\ny2027 '),
      text.replace(core, '').replace(year, year + core.replace('core', 'y2026')),
      text.slice(0, text.length - 6),
      text.slice(0, text.indexOf('\ny2026 ')),
      text.slice(0, text.indexOf('<!--')),
      text.replace('\ncore ', '\nnot base64!\ncore '),
      text.replace('segments=2', 'segments=3'),
      text.replace('-->', ''),
      'hello',
      '<!-- yohaku-state/1',
      '<!-- yohaku-state/1 -->',
    ]) {
      expect(changed).not.toBe(text)
      expect(await decode(changed)).toMatchObject({ ok: false, error: { reason: 'corrupt' } })
    }
  })

  it('FF10 J6-empty-target: nothing, or white space, is empty', async () => {
    for (const text of ['', ' \r\n\t\n', '\uFEFF']) {
      expect(await decode(text)).toEqual({ ok: false, error: { reason: 'empty' } })
    }
  })
})

describe('files of other pairs and other versions', () => {
  it('FF11 K2-foreign-file: another pair is refused; null accepts any', async () => {
    const text = await sampleText()
    expect(await decode(text, otherPair)).toEqual({
      ok: false,
      error: { reason: 'foreign', pairId },
    })
    expect(unwrap(await decode(text, null)).pairId).toBe(pairId)
    const nameless = await withLine(text, 'yohaku-state/1', (words) =>
      words.map((word) => (word.startsWith('pair=') ? 'pair=x' : word)),
    )
    expect(await decode(nameless, null)).toMatchObject({ error: { reason: 'corrupt' } })
  })

  it('FF11: a flipped letter of the pair is damage, not another pair', async () => {
    const text = await sampleText()
    const changed = text.replace(`pair=${pairId}`, `pair=${otherPair}`)
    expect(await decode(changed)).toMatchObject({ ok: false, error: { reason: 'corrupt' } })
  })

  it('FF12 J9-newer-format: a higher major version is read-only, a flipped digit is damage', async () => {
    const text = await sampleText()
    const newer = await withLine(text, 'yohaku-state/1', ([, ...words]) => [
      'yohaku-state/2',
      ...words,
    ])
    expect(await decode(newer)).toEqual({ ok: false, error: { reason: 'newer-format' } })
    const flipped = text.replace('yohaku-state/1', 'yohaku-state/2')
    expect(await decode(flipped)).toMatchObject({ error: { reason: 'corrupt' } })
  })

  it('FF12 D11-wrong-encoding: another encoding or packing is refused, never read as empty', async () => {
    const text = await sampleText()
    for (const [from, to] of [
      ['enc=yjs-v2', 'enc=yjs-v1'],
      ['enc=yjs-v2', 'enc=loro'],
      ['gz=1', 'gz=0'],
    ]) {
      const changed = await withLine(text, 'yohaku-state/1', (words) =>
        words.map((word) => (word === from ? (to ?? '') : word)),
      )
      expect(await decode(changed)).toEqual({ ok: false, error: { reason: 'newer-format' } })
    }
  })

  it('FF12: V1 bytes under a V2 header do not open', async () => {
    const doc = new Y.Doc()
    doc.getText('note/x').insert(0, 'words')
    const state = Y.encodeStateAsUpdate(doc)
    const segment = await packSegment({ id: 'core', state, view: null }, tools)
    expect(await openSegment(segment, tools)).toEqual({ ok: false, error: 'corrupt' })
  })

  it('FF13 A3-unknown-field: unknown header words, segment words and segments come back byte for byte', async () => {
    const replica = sampleReplica()
    const future: FileSegment = {
      ...(await packSegment(
        { id: 'z-future', state: encodeUtf8('not even yjs'), view: null },
        tools,
      )),
      unknownWords: ['mood=calm', 'flag'],
    }
    const core = await packSegment({ id: 'core', state: replica.encode('core'), view: null }, tools)
    const first = unwrap(
      await encodeFile(
        { pairId, readable: '# x', segments: [core, future], unknownWords: ['minor=4', 'by=v9'] },
        { sha256 },
      ),
    )
    const decoded = unwrap(await decode(decodeUtf8(first)))
    expect(decoded.unknownWords).toEqual(['minor=4', 'by=v9'])
    expect(decoded.segments[1]).toEqual(future)
    const again = await encodeFile({ ...decoded, readable: '# x' }, { sha256 })
    expect(unwrap(again)).toEqual(first)
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
