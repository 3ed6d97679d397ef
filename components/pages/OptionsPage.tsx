import type { Language } from '../../lib/i18n/language.ts'
import { DataSection } from './DataSection.tsx'
import { DiagnosticsSection } from './DiagnosticsSection.tsx'
import { GoogleSection } from './GoogleSection.tsx'
import { LanguageSection } from './LanguageSection.tsx'
import { Mark } from './Mark.tsx'
import { MicrosoftSection } from './MicrosoftSection.tsx'
import { NeverSection } from './NeverSection.tsx'
import type { Build, OptionsProps } from './options-intents.ts'
import { PrivacySection } from './PrivacySection.tsx'
import { ReminderSection } from './ReminderSection.tsx'
import { ShortcutSection } from './ShortcutSection.tsx'

/** Everything a person can set, take along, or take back. */
export function OptionsPage(props: OptionsProps & { language: Language; build: Build }) {
  const { common, options } = props.messages.pages
  return (
    <main class="page">
      <header class="page-header page-header-small">
        <Mark sizePx={32} />
        <h1>
          {common.productName} <span class="thin">{options.title}</span>
        </h1>
        <a class="header-link" href="/map.html">
          {props.messages.popup.openMap}
        </a>
      </header>
      <LanguageSection {...props} />
      <GoogleSection {...props} />
      <MicrosoftSection {...props} />
      <ReminderSection {...props} />
      <ShortcutSection {...props} />
      <NeverSection {...props} />
      <DataSection {...props} />
      <PrivacySection {...props} />
      <DiagnosticsSection {...props} />
    </main>
  )
}
