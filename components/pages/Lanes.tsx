import type { Messages } from '../../lib/i18n/messages.ts'

function DeviceIcon() {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect x="3" y="4" width="14" height="9" rx="1.5" />
      <path d="M1.5 16h17" />
    </svg>
  )
}

function PairIcon() {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="7" cy="7" r="3" />
      <circle cx="14" cy="8" r="2.3" />
      <path d="M1.5 16c.6-3 2.7-4.5 5.5-4.5s4.9 1.5 5.5 4.5M13.5 12.2c2.6-.2 4.400 1.100 5 3.800" />
    </svg>
  )
}

/** The two lanes, told apart by word, icon and colour: only on this device, and shared. */
export function Lanes({ messages }: { messages: Messages }) {
  const { common, welcome } = messages.pages
  return (
    <div class="lanes">
      <div class="lane lane-private">
        <h3>
          <DeviceIcon />
          {common.onlyHere}
        </h3>
        <p>{welcome.onlyHereText}</p>
      </div>
      <div class="lane lane-shared">
        <h3>
          <PairIcon />
          {common.shared}
        </h3>
        <p>{welcome.sharedText}</p>
      </div>
    </div>
  )
}
