import { useWords } from './words.ts'

/** The screens of a pair. */
export type ScreenName = 'glance' | 'prepare'

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
      {(['glance', 'prepare'] as const).map((one) => (
        <button
          type="button"
          key={one}
          aria-current={screen === one ? 'page' : undefined}
          onClick={() => onChoose(one)}
        >
          {words[one]}
        </button>
      ))}
    </nav>
  )
}
