import type { Messages } from '../../lib/i18n/messages.ts'

/** What is read, where it lives, who can see it: the same words wherever they are asked for. */
export function Facts({ messages }: { messages: Messages }) {
  const { welcome } = messages.pages
  const facts = [
    [welcome.readTerm, welcome.readText],
    [welcome.livesTerm, welcome.livesText],
    [welcome.seesTerm, welcome.seesText],
    [welcome.nothingTerm, welcome.nothingText],
  ] as const
  return (
    <dl class="facts">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
