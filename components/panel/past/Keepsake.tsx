import { formatCalendarDay } from '../../../lib/i18n/format-date.ts'
import type { RelationPeriod } from '../../../lib/model/relation-period.ts'
import { type KeepsakeWords, writeKeepsake } from '../../../lib/panel/keepsake-text.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { nameOf } from '../talk/talk-words.ts'
import { usePastWords } from './past-words.ts'

interface KeepsakeProps {
  view: PanelView
  period: RelationPeriod
}

/** What I take along: the letter to me and, once it is closed, what both said; to be saved as a file of my own. */
export function Keepsake({ view, period }: KeepsakeProps) {
  const words = usePastWords()
  const { closing, relation } = words.past
  const letter = period.keepsakes.find(({ member }) => member === view.self?.id)?.text ?? ''
  const hasLetter = letter.trim() !== ''
  // While it is open the closing words are still being written.
  if (!hasLetter && (period.closed === null || period.farewells.length === 0)) return null
  const partnerName = nameOf(words, view, view.partner?.id ?? null)
  const labels: KeepsakeWords = {
    title: closing.keepsakeTitle(partnerName),
    since:
      period.startedDay === null
        ? ''
        : closing.keepsakeSince(formatCalendarDay(words.language, period.startedDay, view.nowMs)),
    purpose: relation.ourPurpose,
    letter: closing.keepsake,
    thanks: closing.thanks,
    takeaway: closing.takeaway,
    nameOf: (member) => nameOf(words, view, member),
  }
  const save = (format: 'markdown' | 'text'): void => {
    const text = writeKeepsake({ period, letter, words: labels, format })
    offerDownload(format === 'markdown' ? 'yohaku.md' : 'yohaku.txt', text)
  }
  return (
    <div class="keepsake">
      {hasLetter && (
        <>
          <h3>{closing.keepsake}</h3>
          <p class="letter" dir="auto">
            {letter}
          </p>
        </>
      )}
      <div class="form-buttons">
        <button type="button" class="button" onClick={() => save('markdown')}>
          <Icon name="down" />
          {hasLetter ? closing.download : closing.downloadWords}
        </button>
        <button type="button" class="button is-quiet" onClick={() => save('text')}>
          {closing.downloadText}
        </button>
      </div>
    </div>
  )
}

/** Hands a text to the person as a file; nothing is sent anywhere. */
function offerDownload(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
