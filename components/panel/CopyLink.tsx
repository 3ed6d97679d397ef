import { useRef, useState } from 'preact/hooks'
import { Icon } from './Icon.tsx'
import { useWords } from './words.ts'

interface CopyLinkProps {
  url: string
  /** What it is called; the link for the partner where absent. */
  label?: string
  /** Stands behind another one that is usually wanted. */
  isQuiet?: boolean
}

/** Shows a link and copies it. */
export function CopyLink({ url, label, isQuiet = false }: CopyLinkProps) {
  const { messages } = useWords()
  const words = messages.panel.step
  const field = useRef<HTMLInputElement>(null)
  const [isCopied, setCopied] = useState(false)
  return (
    <div class="copy-link">
      <input
        class="field"
        type="text"
        readOnly
        value={url}
        aria-label={label ?? words.sendLabel}
        ref={field}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button
        type="button"
        class={isQuiet ? 'button' : 'button is-primary'}
        onClick={() => {
          field.current?.select()
          // The clipboard API needs a permission the calendar page does not hand down to a frame; copying
          // a selection does not. https://www.w3.org/TR/clipboard-apis/#dom-clipboard-writetext
          setCopied(document.execCommand('copy'))
        }}
      >
        <Icon name={isCopied ? 'check' : 'link'} />
        {words.sendCopy}
      </button>
      <span class="unseen" role="status">
        {isCopied ? words.sendCopied : ''}
      </span>
    </div>
  )
}
