import { callPerson } from '../../lib/i18n/person-name.ts'
import { menteesOf } from '../../lib/model/relation-period.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { MoreButton } from './MoreButton.tsx'
import { PartnerTopic } from './PartnerTopic.tsx'
import { usePages } from './use-pages.ts'
import { useWords } from './words.ts'

interface PartnerTopicsProps {
  view: PanelView
  isWhole: boolean
}

/** What the other person wants to talk about. */
export function PartnerTopics({ view, isWhole }: PartnerTopicsProps) {
  const { language, messages } = useWords()
  const { theirs } = view.topics
  const list = usePages(theirs, `${view.pairId} ${view.meeting?.key}`)
  const words = messages.panel.glance
  if (theirs.length === 0 && isOnlyListening(view)) return null
  return (
    <section aria-labelledby="theirs">
      <h2 id="theirs">{words.theirs(callPerson(language, view.partner))}</h2>
      {theirs.length > 0 ? (
        <ul class="partner-topics">
          {list.shown.map((topic) => (
            <PartnerTopic key={topic.id} topic={topic} isWhole={isWhole} />
          ))}
        </ul>
      ) : (
        // With a note of theirs waiting to be opened, "nothing has come" would be untrue.
        view.status?.nextStep !== 'pick' && (
          <p class="still">
            {view.isReady ? (isWhole ? messages.panel.prepare.theirsEmpty : words.theirsEmpty) : ''}
          </p>
        )
      )}
      <MoreButton list={list} />
    </section>
  )
}

/** The two agreed that only I bring topics: to say that nothing has come yet would sound like a lack. */
function isOnlyListening({ document, self, partner, status }: PanelView): boolean {
  if (document === null || self === null || partner === null) return false
  if (document.period.kind === null || status?.nextStep === 'pick') return false
  return !menteesOf(document.period, [self.id, partner.id]).includes(partner.id)
}
