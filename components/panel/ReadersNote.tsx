import { formatAge } from '../../lib/i18n/format-date.ts'
import { cutText } from '../../lib/i18n/plain-text.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { useWords, type Words } from './words.ts'

/** Names of further readers that are written out; the rest is counted by the short line. */
const namesShown = 20

type ReadersKind = 'onlyDevice' | 'onlyMe' | 'two' | 'more' | 'link' | 'unknown'

function kindOf(view: PanelView): ReadersKind {
  const { status } = view
  if (status === null || status.file === null) return 'onlyDevice'
  const { readers, file } = status
  if (readers.kind !== 'only-me') return readers.kind
  // Somebody else's file that nobody has asked about yet is not for me alone.
  return readers.checkedMs === null && !file.isMine ? 'unknown' : 'onlyMe'
}

/** Nothing has left this device. */
export function isOnDevice(view: PanelView): boolean {
  return kindOf(view) === 'onlyDevice'
}

/** Nobody but the viewer can read the file, by its real permissions. */
export function isReadByMeOnly(view: PanelView): boolean {
  return kindOf(view) === 'onlyMe'
}

/** More people than the two can read the file. */
export function isReadByOthers(view: PanelView): boolean {
  return kindOf(view) === 'more' || kindOf(view) === 'link'
}

/** Who can read it, in a few words for the state line. */
export function readersInShort({ messages }: Words, view: PanelView): string {
  const words = messages.panel.readers
  const kind = kindOf(view)
  return kind === 'more' ? words.more(view.status?.readers.others.length ?? 0) : words[kind]
}

/** Who can read it, in a sentence, with the names of those beside the two. */
export function ReadersText({ view }: { view: PanelView }) {
  const { messages } = useWords()
  const words = messages.panel.readers
  const kind = kindOf(view)
  return (
    <>
      <p>
        {kind === 'link' ? words.linkDetail(words.place[providerOf(view)]) : words[`${kind}Detail`]}
      </p>
      {kind === 'more' && (
        <ul>
          {view.status?.readers.others.slice(0, namesShown).map((name) => (
            <li key={name} dir="auto">
              {cutText(name, 60)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Whose service the file is in. */
function providerOf({ status }: PanelView): 'google' | 'microsoft' {
  return status?.file?.provider === 'onedrive' ? 'microsoft' : 'google'
}

/** Who can read it, in full, from the file's real permissions; opens from the state line. */
export function ReadersNote({ view }: { view: PanelView }) {
  const { language, messages } = useWords()
  const words = messages.panel.readers
  const kind = kindOf(view)
  const { status } = view
  const checkedMs = kind === 'onlyDevice' ? null : (status?.readers.checkedMs ?? null)
  return (
    <div id="readers" class="readers-note" popover="auto" role="dialog" aria-label={words.title}>
      <h2>{words.title}</h2>
      <ReadersText view={view} />
      {checkedMs !== null && <p>{words.checked(formatAge(language, checkedMs, view.nowMs))}</p>}
      {kind !== 'onlyDevice' && (
        <p>{words.admin(messages.panel.step.provider[providerOf(view)])}</p>
      )}
      {status?.file != null && isWebLink(status.file.url) && (
        <a href={status.file.url} target="_blank" rel="noreferrer">
          {words.openFile}
        </a>
      )}
      <button type="button" class="button" popovertarget="readers" popovertargetaction="hide">
        {words.close}
      </button>
    </div>
  )
}

/** A link from somewhere else is only ever followed over the web. */
function isWebLink(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}
