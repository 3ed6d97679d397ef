import { useLayoutEffect, useRef } from 'preact/hooks'
import { movePosition } from '../../lib/panel/text-merge.ts'

interface SyncedTextProps {
  value: string
  /** `base` is what the person saw before, `text` what they made of it. */
  onEdit: (base: string, text: string) => void
  label: string
  placeholder: string
  maxLength: number
  /** One line is an input, more is a textarea. */
  isOneLine?: boolean
  /** A title is drawn as one, and shows its edge when it can be written to. */
  looks?: 'title' | 'memo'
  describedBy?: string
  /** Rows that stand before anything is written; two unless said otherwise. */
  rows?: number
}

type Field = HTMLTextAreaElement | HTMLInputElement

/**
 * A text that two devices may edit at once. What comes from elsewhere is put in around the caret; while an
 * input method composes, the field is left alone and the words are handed over when they are decided.
 */
export function SyncedText(props: SyncedTextProps) {
  const field = useRef<Field | null>(null)
  const base = useRef(props.value)
  const isComposing = useRef(false)

  const adopt = (): void => {
    const element = field.current
    if (element === null || isComposing.current) return
    showText(element, props.value)
    base.current = props.value
  }
  // Before paint: a caret that jumps for one frame is a caret that jumps.
  useLayoutEffect(adopt, [props.value])

  const handOver = (element: Field): void => {
    const before = base.current
    base.current = element.value
    props.onEdit(before, element.value)
  }

  const shared = {
    class: props.looks === undefined ? 'field' : `field is-${props.looks}`,
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    defaultValue: props.value,
    dir: 'auto' as const,
    onCompositionStart() {
      isComposing.current = true
    },
    onCompositionEnd(event: { currentTarget: Field }) {
      isComposing.current = false
      if (event.currentTarget.value === base.current) adopt()
      else handOver(event.currentTarget)
    },
    onInput(event: { currentTarget: Field }) {
      if (!isComposing.current) handOver(event.currentTarget)
    },
  }
  return props.isOneLine === true ? (
    <input
      {...shared}
      type="text"
      autocomplete="off"
      ref={(element) => {
        field.current = element
      }}
    />
  ) : (
    <textarea
      {...shared}
      rows={props.rows ?? 2}
      ref={(element) => {
        field.current = element
      }}
    />
  )
}

/** Puts `text` into the field and keeps caret and selection with the words they were at. */
function showText(element: Field, text: string): void {
  const before = element.value
  if (before === text) return
  const { selectionStart, selectionEnd, selectionDirection, scrollTop } = element
  element.value = text
  if (element.ownerDocument.activeElement !== element) return
  element.setSelectionRange(
    movePosition(selectionStart ?? 0, before, text),
    movePosition(selectionEnd ?? 0, before, text),
    selectionDirection ?? 'none',
  )
  element.scrollTop = scrollTop
}
