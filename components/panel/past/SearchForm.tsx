import { topicKinds } from '../../../lib/model/topics.ts'
import { Icon } from '../Icon.tsx'
import { shortTitleOf } from '../words.ts'
import type { PastQuery } from './past-query.ts'
import { usePastWords } from './past-words.ts'

interface SearchFormProps {
  query: PastQuery
  /** Private notes are here to be found. */
  hasPrivate: boolean
  onChange: (query: PastQuery) => void
}

/** Kinds that can be chosen; the rest is found by words. */
const kindsOffered = ['topic', 'memo', 'promise', 'nuance'] as const

/** Asks what to look for: words, a topic, kinds. Answers while one types. */
export function SearchForm({ query, hasPrivate, onChange }: SearchFormProps) {
  const { messages, past } = usePastWords()
  const { timeline } = past
  return (
    <search class="past-search">
      <div class="search-box">
        <Icon name="search" />
        <input
          class="field"
          type="search"
          autocomplete="off"
          dir="auto"
          maxLength={500}
          value={query.text}
          aria-label={timeline.search}
          placeholder={timeline.searchPlaceholder}
          onInput={(event) => onChange({ ...query, text: event.currentTarget.value })}
        />
      </div>
      <select
        class="field"
        aria-label={timeline.topic}
        value={query.topic ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget
          onChange({ ...query, topic: topicKinds.find((kind) => kind === value) ?? null })
        }}
      >
        <option value="">{timeline.everyTopic}</option>
        {topicKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kind === 'custom'
              ? shortTitleOf(messages, { kind, title: '' })
              : messages.words.topics[kind]}
          </option>
        ))}
      </select>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form group; these are toggles. */}
      <div class="chips is-small" role="group" aria-label={timeline.kinds}>
        {[...kindsOffered, ...(hasPrivate ? (['private'] as const) : [])].map((kind) => {
          const isOn = query.kinds.includes(kind)
          return (
            <button
              type="button"
              key={kind}
              class="chip"
              aria-pressed={isOn}
              onClick={() =>
                onChange({
                  ...query,
                  kinds: isOn ? query.kinds.filter((one) => one !== kind) : [...query.kinds, kind],
                })
              }
            >
              {timeline.kind[kind]}
            </button>
          )
        })}
      </div>
    </search>
  )
}
