import * as Y from 'yjs'
import { fail, ok, type Result } from '../base/result.ts'
import type { Topic } from '../model/agenda.ts'
import { openScratch } from './decode-update.ts'
import { orderKeyAfter } from './edits/order-keys.ts'
import { writeOrClear, writeRegister } from './edits/write-register.ts'
import { writeText } from './edits/write-text.ts'
import { readTopic } from './read-topic.ts'
import {
  noteText,
  openPromisesRoot,
  rootPrefixes,
  splitTopicId,
  topicMap,
  topicRegisters,
} from './roots.ts'
import { formatTopicId, parseTopicId, type TopicIdParts } from './topic-id.ts'
import type { SegmentId } from './types.ts'

/**
 * Ends a divergence (`compareStates` said so): the remote state is kept as it is, and what only the local
 * state shows is written into it again under `clientId`, which must be fresh. A topic whose words read
 * differently comes as a further topic of the same kind; texts this version does not know get ours added
 * at their end; registers the remote lacks are filled in, others stay the remote's.
 *
 * The result is a new lineage: store it in place of the old entries, never beside them, and make every live
 * replica anew. `corrupt` when either state does not decode.
 */
export function rebaseState(
  segment: SegmentId,
  remote: Uint8Array,
  local: Uint8Array,
  clientId: number,
): Result<Uint8Array, 'corrupt'> {
  const remoteSide = openScratch([remote])
  if (!remoteSide.ok) return remoteSide
  const localSide = openScratch([local])
  if (!localSide.ok) {
    remoteSide.value.destroy()
    return localSide
  }
  const [theirs, ours] = [remoteSide.value, localSide.value]
  if (Y.getState(theirs.store, clientId) > 0) return fail('corrupt')
  theirs.clientID = clientId
  theirs.transact(() => {
    for (const root of [...ours.share.keys()]) {
      if (root.startsWith(rootPrefixes.topic)) {
        const topic = readTopic(segment, ours, root.slice(rootPrefixes.topic.length))
        if (topic !== null) addTopic(segment, theirs, topic, clientId)
        else addContent(theirs, ours, root)
      } else if (root === openPromisesRoot) {
        addNames(theirs.getArray(root), ours.getArray(root))
      } else if (!root.startsWith(rootPrefixes.note)) {
        addContent(theirs, ours, root)
      }
    }
  })
  const state = Y.encodeStateAsUpdateV2(theirs)
  theirs.destroy()
  ours.destroy()
  return ok(state)
}

function addTopic(segment: SegmentId, doc: Y.Doc, topic: Topic, clientId: number): void {
  const kept = readTopic(segment, doc, splitTopicId(topic.id).local)
  const parts = parseTopicId(topic.id)
  if (parts === null) return
  const prefix = parts.suffix === null ? '' : `${parts.suffix.slice(0, 20)}-`
  const standing = kept === null ? [] : [kept, ...copiesOf(segment, doc, parts, prefix)]
  if (standing.some((one) => holdsWords(one, topic))) return
  const suffix = `${prefix}r${clientId.toString(36)}`
  const id = kept === null ? topic.id : formatTopicId({ ...parts, suffix })
  const { local } = splitTopicId(id)
  const map = topicMap(doc, local)
  writeRegister(map, topicRegisters.created, topic.createdMs)
  writeRegister(map, topicRegisters.order, orderKeyAfter([kept?.order ?? topic.order]))
  if (topic.title !== '') writeRegister(map, topicRegisters.title, topic.title)
  writeOrClear(map, topicRegisters.response, topic.response)
  if (topic.responseNote !== '') {
    writeRegister(map, topicRegisters.responseNote, topic.responseNote)
  }
  if (topic.isRemoved) writeRegister(map, topicRegisters.removed, true)
  if (topic.talkedMs !== null) {
    writeRegister(map, topicRegisters.talked, topic.talkedMs)
    writeRegister(map, topicRegisters.talkedIn, topic.meeting)
  } else if (topic.meeting !== topic.madeFor) {
    writeRegister(map, topicRegisters.movedTo, topic.meeting)
  }
  if (topic.note !== '') writeText(noteText(doc, local), topic.note)
}

/** The further topics that earlier rescues made of this one: the same words must not be added twice. */
function copiesOf(segment: SegmentId, doc: Y.Doc, of: TopicIdParts, prefix: string): Topic[] {
  const begin = `${prefix}r`
  return [...doc.share.keys()].flatMap((root) => {
    if (!root.startsWith(rootPrefixes.topic)) return []
    const local = root.slice(rootPrefixes.topic.length)
    const parts = parseTopicId(`${segment}/${local}`)
    const isSameKind =
      parts?.meeting === of.meeting && parts.owner === of.owner && parts.kind === of.kind
    if (!isSameKind || parts.suffix?.startsWith(begin) !== true) return []
    const topic = readTopic(segment, doc, local)
    return topic === null ? [] : [topic]
  })
}

/** True when nothing a person typed into `mine` would be missed in `kept`. */
function holdsWords(kept: Topic, mine: Topic): boolean {
  return (
    kept.note.includes(mine.note) &&
    (mine.title === '' || kept.title === mine.title) &&
    (mine.responseNote === '' || kept.responseNote === mine.responseNote)
  )
}

/** Adds the names of a list that the other side lacks. */
function addNames(theirs: Y.Array<unknown>, ours: Y.Array<unknown>): void {
  const known = theirs.toArray()
  const lacking = ours.toArray().filter((name) => typeof name === 'string' && !known.includes(name))
  if (lacking.length > 0) theirs.push(lacking)
}

/** Adds the text, or fills in the registers, of a root whose kind may be unknown. */
function addContent(theirs: Y.Doc, ours: Y.Doc, root: string): void {
  const { registers, text } = readRaw(ours, root)
  const known = readRaw(theirs, root)
  const isMap = theirs.share.get(root) instanceof Y.Map
  if (text !== '' && !isMap) {
    if (known.text.includes(text)) return
    const target = theirs.getText(root)
    target.insert(target.length, known.text === '' ? text : `\n${text}`)
    return
  }
  for (const [key, value] of registers) {
    if (!known.registers.has(key)) theirs.getMap(root).set(key, value)
  }
}

function readRaw(doc: Y.Doc, root: string): { registers: Map<string, unknown>; text: string } {
  const registers = new Map<string, unknown>()
  const type = doc.share.get(root)
  for (const [key, item] of type?._map ?? []) {
    const [value] = item.deleted ? [] : item.content.getContent().slice(-1)
    if (['string', 'number', 'boolean'].includes(typeof value)) registers.set(key, value)
  }
  let text = ''
  for (let item = type?._start ?? null; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) text += item.content.str
  }
  return { registers, text }
}
