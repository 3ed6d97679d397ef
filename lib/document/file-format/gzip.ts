import { fail, ok, type Result } from '../../base/result.ts'

/**
 * Gzip as an argument: the platform's streams finish on other threads, which a deterministic simulator
 * cannot wait for, and some hosts of this layer have none.
 */
export interface Gzip {
  compress(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array
  /**
   * Unpacks, and stops as soon as more than `maxSizeBytes` came out: a small file may not fill the memory.
   * `corrupt` for anything that is not one whole gzip stream.
   */
  decompress(
    bytes: Uint8Array,
    maxSizeBytes: number,
  ): Promise<Result<Uint8Array, GzipFailure>> | Result<Uint8Array, GzipFailure>
}

/** Why bytes could not be unpacked. */
export type GzipFailure = 'corrupt' | 'too-large'

/** Gzip by the platform's Compression Streams. https://developer.mozilla.org/docs/Web/API/Compression_Streams_API */
export const platformGzip: Gzip = {
  async compress(bytes) {
    const packed = await readAll(
      pass(bytes, new CompressionStream('gzip')),
      Number.MAX_SAFE_INTEGER,
    )
    if (!packed.ok) throw new Error('gzip refused to compress')
    return packed.value
  },
  decompress: (bytes, maxSizeBytes) =>
    readAll(pass(bytes, new DecompressionStream('gzip')), maxSizeBytes),
}

function pass(
  bytes: Uint8Array,
  transform: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(bytes as Uint8Array<ArrayBuffer>)
      controller.close()
    },
  })
  return source.pipeThrough(transform)
}

async function readAll(
  stream: ReadableStream<Uint8Array>,
  maxSizeBytes: number,
): Promise<Result<Uint8Array, GzipFailure>> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length
      if (size > maxSizeBytes) {
        await reader.cancel()
        return fail('too-large')
      }
      chunks.push(next.value)
    }
  } catch {
    return fail('corrupt')
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return ok(whole)
}
