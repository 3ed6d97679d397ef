import { useState } from 'preact/hooks'
import type { Messages } from '../../lib/i18n/messages.ts'
import { isSensitive, type ResponseKind, type TopicKind } from '../../lib/model/topics.ts'

const demoTopics = ['career', 'work', 'wellbeing'] satisfies TopicKind[]
const demoResponses = ['listen', 'together', 'advice', 'view', 'report'] satisfies ResponseKind[]

interface ChoiceProps<Kind extends string> {
  legend: string
  name: string
  kinds: readonly Kind[]
  words: Readonly<Record<Kind, string>>
  chosen: Kind | null
  onChoose: (kind: Kind) => void
}

function Choice<Kind extends string>(props: ChoiceProps<Kind>) {
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      <div class="chips">
        {props.kinds.map((kind) => (
          <label class="chip" key={kind}>
            <input
              type="radio"
              name={props.name}
              value={kind}
              checked={kind === props.chosen}
              onChange={() => props.onChoose(kind)}
            />
            <span>{props.words[kind]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/**
 * A drawn event with its margin, to try the two clicks and to see what the partner would see. Needs no
 * permission, reads nothing and keeps nothing.
 */
export function Demo({ messages }: { messages: Messages }) {
  const [topic, setTopic] = useState<TopicKind | null>(null)
  const [response, setResponse] = useState<ResponseKind | null>(null)
  const { welcome } = messages.pages
  const { topics, responses } = messages.words
  return (
    <div class="demo">
      <div class="demo-day">
        <div class="demo-event">
          <b>{welcome.demoEvent}</b>
          <span class="demo-when">{welcome.demoWhen}</span>
        </div>
      </div>
      <div class="demo-margin">
        <Choice
          legend={welcome.demoTopic}
          name="demo-topic"
          kinds={demoTopics}
          words={topics}
          chosen={topic}
          onChoose={setTopic}
        />
        <Choice
          legend={welcome.demoResponse}
          name="demo-response"
          kinds={demoResponses}
          words={responses}
          chosen={response}
          onChoose={setResponse}
        />
        <div>
          <h3 class="label">{welcome.demoSeen}</h3>
          <div role="status">
            {topic === null && <p class="demo-empty">{welcome.demoEmpty}</p>}
            {topic !== null && isSensitive(topic) && (
              <p class="demo-draft">{welcome.demoStaysHere}</p>
            )}
            {topic !== null && !isSensitive(topic) && (
              <div class="demo-glance">
                <b>{topics[topic]}</b>
                {response !== null && <span class="wish">{responses[response]}</span>}
              </div>
            )}
          </div>
        </div>
      </div>
    </div>
  )
}
