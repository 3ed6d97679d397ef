import { segmentsOfOpenPromises } from '../../../lib/document/open-promises.ts'
import { segmentsToOpen } from '../../../lib/document/segments.ts'
import type { DocumentStore } from '../../../lib/storage/ports.ts'
import type { DocumentTools } from '../../../lib/sync/document-tools.ts'
import { mulberry32 } from '../../support/replica-world.ts'
import { alternate } from '../alternate.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import { makeHost, memoryStore, typeBurst } from '../documents/hold-pair.ts'
import {
  type MadePair,
  makePair,
  type PairSize,
  pairId,
  weeklySize,
} from '../documents/make-pair.ts'
import {
  encodeUpload,
  makeFile,
  makePartnerFile,
  makeTools,
  segmentHashes,
  takeNews,
} from '../documents/sync-pair.ts'
import { type Figure, type Measurement, makeFigure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

/**
 * What a long shared history costs: weekly 1-on-1s with 4 topics of 400 characters and 3 promises, half
 * Japanese and half English, for 5 years beside 1 year. The current year is full in both, so every difference is age.
 */
export const documents: BenchPart = { name: 'documents', run }

const size = { ...weeklySize, lastYear: 2026 }

/** The last days of the last year. */
const nowMs = Date.UTC(2026, 11, 28)

interface Subject {
  pair: MadePair
  store: DocumentStore
  /** The shared file as both sides last knew it, and as the partner left it since. */
  file: Uint8Array
  partnerFile: Uint8Array
  knownHashes: ReadonlySet<string>
}

async function run(context: BenchContext): Promise<Figure[]> {
  const tools = makeTools(nowMs)
  const old = await makeSubject(tools, { ...size, years: 5 })
  const young = await makeSubject(tools, { ...size, years: 1 })
  const bare = await makeSubject(tools, { ...size, years: 1, promisesPerMeeting: 0 })
  const rounds = roundsOf(context, 25)
  const compare = async (name: string, measure: (subject: Subject) => Promise<number>) => {
    const samples = await alternate(
      rounds,
      3,
      () => measure(old),
      () => measure(young),
    )
    return timeFigures(name, samples, rounds)
  }
  const measureUpload = async (name: string, subject: Subject, note: string) => ({
    name: `documents/${name}`,
    value: (await encodeUpload(tools, subject.store, subject.file, subject.pair)).length,
    unit: 'B' as const,
    baseline: { name: 'the same words as JSON', value: jsonSize(subject.pair) },
    note: `one typing burst, ${note}`,
  })
  return [
    ...(await compare('open', timeOpen)),
    ...(await compare('edit', timeEdit)),
    ...(await compare('merge', (subject) => timeMerge(tools, subject))),
    ...(await compare('encode', (subject) => timeEncode(tools, subject))),
    makeFigure({
      ...(await measureUpload('upload-1-year', bare, '52 meetings of 4 topics')),
      budget: { of: 'value', atMost: 120_000 },
    }),
    makeFigure(await measureUpload('upload-1-year-promises', young, 'and 3 promises each')),
    makeFigure(await measureUpload('upload-5-years-promises', old, 'old years as opaque bytes')),
    makeFigure({
      name: 'documents/heap-5-years',
      value: await measureHeap(old),
      unit: 'MB',
      baseline: { name: 'after 1 year', value: await measureHeap(young) },
      note: 'one open document with its view',
    }),
  ]
}

async function makeSubject(tools: DocumentTools, of: PairSize): Promise<Subject> {
  const pair = makePair(of, mulberry32)
  const file = await makeFile(tools, pair)
  return {
    pair,
    store: memoryStore(pair),
    file,
    partnerFile: await makePartnerFile(tools, pair),
    knownHashes: await segmentHashes(tools, file),
  }
}

async function open({ store }: Subject) {
  const segments = segmentsToOpen(await store.segments(pairId), nowMs)
  const document = await makeHost(store, nowMs).open(pairId, segments)
  for (const segment of segmentsOfOpenPromises(document.replica)) {
    await document.ensureSegment(segment)
  }
  return document
}

/** Storage to a view that can be drawn. */
async function timeOpen(subject: Subject): Promise<number> {
  const startedMs = performance.now()
  const document = await open(subject)
  const { meetings } = document.replica.read()
  const elapsedMs = performance.now() - startedMs
  document.release()
  if (meetings.length < size.meetingsPerYear) throw new Error('The document is not whole')
  return elapsedMs
}

/** One burst of typing to the view that shows it. */
async function timeEdit(subject: Subject): Promise<number> {
  const document = await open(subject)
  const { replica } = document
  replica.read()
  const startedMs = performance.now()
  typeBurst(replica, subject.pair.lastTopicId, 'twenty characters... ')
  replica.read()
  const elapsedMs = performance.now() - startedMs
  // Not committed: the next round starts from the same store.
  replica.destroy()
  return elapsedMs
}

/** The partner's file to a view that shows the partner's words. */
async function timeMerge(tools: DocumentTools, subject: Subject): Promise<number> {
  const document = await open(subject)
  const { replica } = document
  const startedMs = performance.now()
  const news = await takeNews(tools, subject.store, subject.partnerFile, subject.knownHashes)
  let hasChanged = false
  for (const [segment, update] of news) {
    const applied = replica.apply(segment, update, 'sync')
    hasChanged ||= applied.ok && applied.value.isChanged
  }
  replica.read()
  const elapsedMs = performance.now() - startedMs
  replica.destroy()
  if (!hasChanged) throw new Error("The partner's words did not arrive")
  return elapsedMs
}

async function timeEncode(tools: DocumentTools, subject: Subject): Promise<number> {
  const startedMs = performance.now()
  await encodeUpload(tools, subject.store, subject.file, subject.pair)
  return performance.now() - startedMs
}

/** Heap that several open documents hold, in MB for one of them; null where the heap cannot be collected. */
async function measureHeap(subject: Subject): Promise<number | null> {
  const { gc } = globalThis
  if (gc === undefined) return null
  const count = 5
  const held: unknown[] = []
  await gc({ execution: 'async', type: 'major' })
  const before = process.memoryUsage().heapUsed
  for (let index = 0; index < count; index += 1) {
    const document = await open(subject)
    held.push(document, document.replica.read())
  }
  await gc({ execution: 'async', type: 'major' })
  const bytes = process.memoryUsage().heapUsed - before
  if (held.length !== count * 2) throw new Error('Nothing was held')
  return bytes / count / 1e6
}

function jsonSize({ topics, promises }: MadePair): number {
  return Buffer.byteLength(JSON.stringify({ topics, promises }))
}

function timeFigures(
  name: string,
  samples: { a: number[]; b: number[] },
  rounds: number,
): Figure[] {
  const baseline = 'after 1 year'
  const measure = (suffix: string, part: (values: number[]) => number): Measurement => ({
    name: `documents/${name}-5-years-${suffix}`,
    value: part(samples.a),
    unit: 'ms',
    baseline: { name: baseline, value: part(samples.b) },
    note: `${rounds} rounds`,
  })
  const middle = measure('p50', median)
  return [
    makeFigure(name === 'open' ? { ...middle, budget: { of: 'ratio', atMost: 1.5 } } : middle),
    makeFigure(measure('p95', (values) => percentile(values, 0.95))),
  ]
}
