import { formatAge } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { CarryList } from './CarryList.tsx'
import { FirstUse } from './FirstUse.tsx'
import { Icon } from './Icon.tsx'
import { MyTopicCards } from './MyTopicCards.tsx'
import { NextStep } from './NextStep.tsx'
import { PartnerTopics } from './PartnerTopics.tsx'
import { RemovedTopics } from './RemovedTopics.tsx'
import { TopicChips } from './TopicChips.tsx'
import { useRemoval } from './use-removal.ts'
import { useWords } from './words.ts'

interface PrepareScreenProps {
  view: PanelView
  actions: PanelActions
  onShare: () => void
}

/** Where one prepares: choose topics, say what kind of answer helps, write a line. */
export function PrepareScreen({ view, actions, onShare }: PrepareScreenProps) {
  const { language, messages } = useWords()
  const words = messages.panel.prepare
  const { mine, removed } = view.topics
  const { removal, remove, undo } = useRemoval(mine, actions)
  return (
    <>
      <CarryList view={view} actions={actions} onMore={null} />
      <section aria-labelledby="question">
        <h2 id="question">{words.question}</h2>
        <TopicChips
          mine={mine}
          ownTitles={view.topics.ownTitles}
          labelledBy="question"
          actions={actions}
          onRemove={(topic) => remove(topic, false)}
        />
      </section>
      {(mine.length > 0 || removal !== null) && (
        <section aria-label={words.mine}>
          <MyTopicCards
            mine={mine}
            pickedId={view.pickedId}
            removal={removal}
            actions={actions}
            onRemove={(topic) => remove(topic, true)}
            onUndo={undo}
          />
        </section>
      )}
      {view.seenByPartnerMs !== null && (
        <p class="still with-icon">
          <Icon name="eye" />
          {words.seenByPartner(
            callPerson(language, view.partner),
            formatAge(language, view.seenByPartnerMs, view.nowMs),
          )}
        </p>
      )}
      <RemovedTopics
        removed={removed.filter((topic) => topic.id !== removal?.topic.id)}
        actions={actions}
      />
      {view.document?.meetings.length === 0 && <FirstUse />}
      <PartnerTopics view={view} isWhole />
      <NextStep view={view} actions={actions} onShare={onShare} />
    </>
  )
}
