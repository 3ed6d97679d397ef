import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture as its pixels, row by row: `0xrrggbb` each. */
export interface PlainPicture {
  width: number
  height: number
  colours: number[]
}

/**
 * Reads 8-bit RGB or RGBA without interlace, as Chromium writes screenshots; transparency is dropped.
 * https://www.w3.org/TR/png-3/
 */
export function readPng(png: Buffer): PlainPicture {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  if (png[24] !== 8 || (png[25] !== 6 && png[25] !== 2)) throw new Error('not a PNG we can read')
  const pixels = unfilter(inflateSync(dataOf(png)), width * channels, channels)
  return { width, height, colours: coloursOf(pixels, channels) }
}

/** Puts pictures side by side, `gapPx` apart and from the edges, on a ground of one colour. */
export function joinPictures(
  pictures: readonly PlainPicture[],
  gapPx: number,
  ground: number,
): PlainPicture {
  const width = pictures.reduce((sum, one) => sum + one.width + gapPx, gapPx)
  const height = Math.max(...pictures.map((one) => one.height)) + 2 * gapPx
  const colours = new Array<number>(width * height).fill(ground)
  let left = gapPx
  for (const one of pictures) {
    for (const [at, colour] of one.colours.entries()) {
      const row = Math.floor(at / one.width) + gapPx
      colours[row * width + left + (at % one.width)] = colour
    }
    left += one.width + gapPx
  }
  return { width, height, colours }
}

/** What lies outside round corners takes one colour. */
export function roundCorners(
  picture: PlainPicture,
  radiusPx: number,
  ground: number,
): PlainPicture {
  const { width, height } = picture
  const isOutside = (at: number): boolean => {
    const [x, y] = [(at % width) + 0.5, Math.floor(at / width) + 0.5]
    const right = Math.max(radiusPx - x, x - (width - radiusPx), 0)
    const down = Math.max(radiusPx - y, y - (height - radiusPx), 0)
    return Math.hypot(right, down) > radiusPx
  }
  const colours = picture.colours.map((colour, at) => (isOutside(at) ? ground : colour))
  return { width, height, colours }
}

/**
 * Writes a picture with at most 256 colours, a third of the size: what is drawn in few colours loses nothing
 * that an eye would find.
 */
export function writePng({ width, height, colours }: PlainPicture): Buffer {
  const palette = choosePalette(colours)
  const indexOf = new Map<number, number>()
  const rows = Buffer.alloc((width + 1) * height)
  for (const [at, colour] of colours.entries()) {
    const index = indexOf.get(colour) ?? nearest(palette, colour)
    indexOf.set(colour, index)
    rows[at + Math.floor(at / width) + 1] = index
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits a pixel; colour type 3: each is an index into the palette.
  head.set([8, 3], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function dataOf(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const size = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + size))
  }
  return Buffer.concat(parts)
}

/** Undoes the filter that stands before each row. */
function unfilter(data: Buffer, rowSize: number, step: number): Buffer {
  const plain = Buffer.alloc((data.length / (rowSize + 1)) * rowSize)
  for (let row = 0; row * (rowSize + 1) < data.length; row++) {
    const filter = data[row * (rowSize + 1)]
    const from = row * (rowSize + 1) + 1
    const to = row * rowSize
    for (let at = 0; at < rowSize; at++) {
      const left = at < step ? 0 : (plain[to + at - step] ?? 0)
      const up = row === 0 ? 0 : (plain[to + at - rowSize] ?? 0)
      const corner = row === 0 || at < step ? 0 : (plain[to + at - rowSize - step] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
      plain[to + at] = (data[from + at] ?? 0) + guess
    }
  }
  return plain
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [left, up, corner].map((one) => Math.abs(guess - one)) as [
    number,
    number,
    number,
  ]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function coloursOf(pixels: Buffer, channels: number): number[] {
  const colours: number[] = []
  for (let at = 0; at < pixels.length; at += channels) colours.push(pixels.readUIntBE(at, 3))
  return colours
}

/** The commonest colours, no two of them all but alike. */
function choosePalette(colours: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const common = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const palette: number[] = []
  for (const colour of common) {
    if (palette.length === 256) break
    const isAlike = counts.size > 256 && palette.some((one) => distance(one, colour) < 24)
    if (!isAlike) palette.push(colour)
  }
  return palette
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0
  for (const [index, one] of palette.entries()) {
    if (distance(one, colour) < distance(palette[best] ?? 0, colour)) best = index
  }
  return best
}

function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16)
  const green = ((a >> 8) & 255) - ((b >> 8) & 255)
  const blue = (a & 255) - (b & 255)
  return red * red + green * green + blue * blue
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
