/**
 * Every cap in one place, with its reason. Bytes from another person are measured against these before
 * anything is decoded.
 */
export const limits = {
  /** A pair's file. Five years of weekly 1-on-1s measure about 0.5 MB. */
  fileSizeBytes: 8 * 1024 * 1024,
  /** One segment after decompression: a small file must not unpack into a large memory. */
  segmentSizeBytes: 32 * 1024 * 1024,
  /** Segments in a file: one a year and the core leave room for a long life. */
  segmentCount: 200,
  /** One text field (a note, a memo), in UTF-16 units. */
  textLength: 20_000,
  /** One line a person types (a custom topic, a free response), in UTF-16 units. */
  lineLength: 200,
  /** A sentence quoted from a memo, and each side of what stands around it, in UTF-16 units. */
  quoteLength: 500,
  /** The words of a promise, in UTF-16 units. */
  promiseLength: 1000,
  /** The key of a meeting read from another person's file, in UTF-16 units. */
  keyLength: 1024,
  /** Names and titles taken from a page or from another person's file, in UTF-16 units. */
  nameLength: 200,
  /** Topics of one meeting shown at a go; the others come as many at a time, in the readable part they are counted. */
  topicsShown: 200,
  /** A message between parts of the extension, as JSON text, in UTF-16 units. */
  messageLength: 48 * 1024 * 1024,
} as const
