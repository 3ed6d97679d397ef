import { useWords } from './words.ts'

/** The screens of a pair. `relation` and `share` have no tab: a card and the menu lead to them. */
export type ScreenName = 'glance' | 'prepare' | 'talk' | 'promises' | 'past' | 'relation' | 'share'

/** Those with a tab, in order. */
const tabs = ['glance', 'prepare', 'talk', 'promises', 'past'] as const

interface ScreenTabsProps {
  screen: ScreenName
  onChoose: (screen: ScreenName) => void
}

/** Switches between the screens. */
export function ScreenTabs({ screen, onChoose }: ScreenTabsProps) {
  const { messages } = useWords()
  const words = messages.panel.nav
  return (
    <nav class="tabs" aria-label={words.label}>
      {tabs.map((one) => (
        <button
          type="button"
          key={one}
          data-screen={one}
          aria-current={screen === one ? 'page' : undefined}
          onClick={() => onChoose(one)}
        >
          {words[one]}
        </button>
      ))}
    </nav>
  )
}
