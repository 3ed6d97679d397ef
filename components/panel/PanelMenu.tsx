import { useRef, useState } from 'preact/hooks'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { Icon } from './Icon.tsx'
import { useWords } from './words.ts'

interface PanelMenuProps {
  view: PanelView
  actions: PanelActions
  onShare: () => void
  /** False when nothing was copied. */
  onCopy: (format: 'text' | 'markdown') => Promise<boolean>
}

/** Language, what to do with this person's events, and the way to the options. */
export function PanelMenu({ view, actions, onCopy, onShare }: PanelMenuProps) {
  const { language, messages } = useWords()
  const words = messages.panel.menu
  const popover = useRef<HTMLDivElement>(null)
  const [copied, setCopied] = useState<{ format: string; isDone: boolean } | null>(null)
  const copy = (format: 'text' | 'markdown', label: string) => (
    <button
      type="button"
      onClick={() => {
        onCopy(format).then(
          (isDone) => setCopied({ format, isDone }),
          () => setCopied({ format, isDone: false }),
        )
      }}
    >
      {copied?.format !== format ? label : copied.isDone ? words.copied : words.copyFailed}
    </button>
  )
  const choose = (run: () => void) => () => {
    popover.current?.hidePopover()
    run()
  }
  return (
    <>
      <button type="button" class="icon-button" aria-label={words.open} popovertarget="menu">
        <Icon name="more" />
      </button>
      <div
        id="menu"
        class="menu"
        popover="auto"
        ref={popover}
        // The next time it opens, it offers again.
        onToggle={() => setCopied(null)}
      >
        <fieldset class="menu-language">
          <legend>{words.language}</legend>
          {(['ja', 'en'] as const).map((one) => (
            <button
              type="button"
              key={one}
              lang={one}
              aria-pressed={language === one}
              onClick={choose(() => actions.setLanguage(one))}
            >
              {one === 'ja' ? words.japanese : words.english}
            </button>
          ))}
        </fieldset>
        {view.screen === 'pair' && (
          <>
            <button
              type="button"
              aria-pressed={view.override === 'always'}
              onClick={choose(() =>
                actions.setOverride(view.override === 'always' ? null : 'always'),
              )}
            >
              {words.always}
            </button>
            <button type="button" onClick={choose(() => actions.setOverride('never'))}>
              {words.never}
            </button>
            {view.isReady && copy('text', words.copyText)}
            {view.isReady && copy('markdown', words.copyMarkdown)}
            <button type="button" data-screen="share" onClick={choose(onShare)}>
              {messages.panel.step.more}
            </button>
            {view.status?.file != null && (
              <button type="button" onClick={choose(actions.syncNow)}>
                {words.syncNow}
              </button>
            )}
          </>
        )}
        <span class="unseen" role="status">
          {copied !== null && (copied.isDone ? words.copied : words.copyFailed)}
        </span>
        <button type="button" onClick={choose(actions.openOptions)}>
          {words.options}
        </button>
      </div>
    </>
  )
}
