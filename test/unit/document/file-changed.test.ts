import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeUtf8, encodeUtf8 } from '../../../lib/base/bytes.ts'
import { encodeFile } from '../../../lib/document/file-format/encode-file.ts'
import {
  type FileSegment,
  openSegment,
  packSegment,
} from '../../../lib/document/file-format/file-segment.ts'
import { pairId, unwrap } from '../../support/replica-world.ts'
import {
  decode,
  replicaFrom,
  sampleReplica,
  sampleText,
  sha256,
  tools,
  withLine,
} from '../../support/sample-file.ts'

const otherPair = 'f'.repeat(32)

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
