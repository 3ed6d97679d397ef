import { useRef, useState } from 'preact/hooks'
import { adminRequest } from '../../../lib/i18n/admin-request.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { useShareWords } from './use-share-words.ts'

/** A text to send to an administrator, with the permissions and what each is for. */
export function AdminText({ view }: { view: PanelView }) {
  const { language, share } = useShareWords()
  const words = share.admin
  const field = useRef<HTMLTextAreaElement>(null)
  const [isCopied, setCopied] = useState(false)
  return (
    <section class="share" aria-labelledby="admin">
      <h2 id="admin">{words.heading}</h2>
      <p>{words.text}</p>
      <textarea
        class="field admin-text"
        readOnly
        rows={6}
        aria-label={words.label}
        value={adminRequest(language, view.naming?.clientId ?? '')}
        ref={field}
      />
      <p>
        <button
          type="button"
          class="button"
          onClick={() => {
            field.current?.select()
            // See `CopyLink`: a frame in the calendar page is not handed the clipboard permission.
            setCopied(document.execCommand('copy'))
          }}
        >
          {isCopied ? words.copied : words.copy}
        </button>
        <span class="unseen" role="status">
          {isCopied ? words.copied : ''}
        </span>
      </p>
    </section>
  )
}
