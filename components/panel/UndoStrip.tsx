import { useEffect, useRef } from 'preact/hooks'
import type { Removal } from './use-removal.ts'
import { shortTitleOf, useWords } from './words.ts'

/** Stands where a topic was taken back, and brings it back. */
export function UndoStrip({ removal, onUndo }: { removal: Removal; onUndo: () => void }) {
  const { messages } = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (removal.takesFocus) button.current?.focus()
  }, [removal])
  return (
    <div class="undo-strip" role="status">
      <span>{messages.panel.prepare.removed(shortTitleOf(messages, removal.topic))}</span>
      <button type="button" class="button" ref={button} onClick={onUndo}>
        {messages.panel.prepare.undo}
      </button>
    </div>
  )
}
