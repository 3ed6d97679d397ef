import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Ways in which a shared file can be spoilt from outside: each makes new bytes of the sound ones. */
export const injuries = {
  malformed: () => Buffer.from('これは別のメモです。\nNot a file of ours.\n'),
  empty: () => Buffer.alloc(0),
  truncated: (sound: Buffer) => sound.subarray(0, Math.floor(sound.length * 0.7)),
  /** One bit of the last segment's state. */
  bitFlipped(sound: Buffer): Buffer {
    const bytes = Buffer.from(sound)
    const at = bytes.lastIndexOf('\n-->') - 40
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  },
  /** Over the cap of 8 MiB, though sound inside. */
  oversized: (sound: Buffer) =>
    Buffer.concat([Buffer.alloc(8 * 1024 * 1024 + 1, 'A long introduction. '), sound]),
  /** A sound file of two other people. */
  foreign: () => readFileSync(resolve(import.meta.dirname, '../../golden/pair-file-v1.md')),
  newerMajor(sound: Buffer): Buffer {
    return changeHeader(sound, (words) => words.replace('yohaku-state/1', 'yohaku-state/2'))
  },
  handEditedTop: (sound: Buffer) =>
    Buffer.from(sound.toString().replace(/^# /, '# わたしの書き込み：来週話す\n\n# ')),
  /** A line of the state is lost in an editor. */
  handEditedState(sound: Buffer): Buffer {
    const lines = sound.toString().split('\n')
    const at = lines.findLastIndex((line) => line.length === 120)
    return Buffer.from(lines.toSpliced(at, 1).join('\n'))
  },
}

/** Changes the header's words and closes the line with a right checksum again (FORMAT.md, FF2). */
function changeHeader(sound: Buffer, change: (words: string) => string): Buffer {
  const text = sound.toString()
  const start = text.lastIndexOf('<!-- yohaku-state/') + '<!-- '.length
  const end = text.indexOf('\n', start)
  const words = change(text.slice(start, end).replace(/ sum=[0-9a-f]{16}$/, ''))
  const sum = createHash('sha256').update(words).digest('hex').slice(0, 16)
  return Buffer.from(`${text.slice(0, start)}${words} sum=${sum}${text.slice(end)}`)
}
