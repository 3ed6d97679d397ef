import type { KeyValueArea } from '../auth/key-value-area.ts'
import { z } from '../base/zod.ts'
import { type ReminderMinutes, reminderChoices } from '../model/reminder.ts'

/** A person's own choices on this device. */
export interface Settings {
  /** Nothing is read from any page before this is true. */
  hasConsented: boolean
  /** `auto` follows the calendar page, then the browser. */
  language: 'auto' | 'ja' | 'en'
  /** OAuth client id typed in the options; empty when none. */
  googleClientId: string
  /** The same for Microsoft. */
  microsoftClientId: string
  /** Minutes before a 1-on-1 at which a reminder is shown, where the browser may; 0 is never. */
  reminderMinutes: ReminderMinutes
  /** The number of today's 1-on-1s stands on the toolbar button. */
  isBadgeShown: boolean
  /** The private lane is hidden in every panel. */
  isPrivateHidden: boolean
}

/** Reads and writes settings. */
export interface SettingsStore {
  /** What is in force: managed policy first, then the person's choice, then the defaults. */
  read(): Promise<Settings & { isClientIdFixed: boolean; isMicrosoftIdFixed: boolean }>
  write(change: Partial<Settings>): Promise<void>
}

const storedSchema = z.object({
  hasConsented: z.catch(z.boolean(), false),
  language: z.catch(z.enum(['auto', 'ja', 'en']), 'auto'),
  googleClientId: z.catch(z.string().check(z.maxLength(200)), ''),
  microsoftClientId: z.catch(z.string().check(z.maxLength(200)), ''),
  reminderMinutes: z.catch(z.literal(reminderChoices), 10),
  isBadgeShown: z.catch(z.boolean(), true),
  isPrivateHidden: z.catch(z.boolean(), false),
})

const managedSchema = z.object({
  hasConsented: z.catch(z.optional(z.boolean()), undefined),
  language: z.catch(z.optional(z.enum(['auto', 'ja', 'en'])), undefined),
  googleClientId: z.catch(z.optional(z.string()), undefined),
  microsoftClientId: z.catch(z.optional(z.string()), undefined),
})

/**
 * Settings over `storage.local` (`local`) and managed policy (`managed`). `buildClientId` (Google's) and
 * `buildMicrosoftId` come from the build environment; empty when the build has none.
 */
export function createSettingsStore(
  local: KeyValueArea,
  managed: Pick<KeyValueArea, 'get'>,
  buildClientId: string,
  buildMicrosoftId = '',
): SettingsStore {
  // Only the background writes settings, and policy changes reach the next worker: one read per life.
  let stored: Promise<z.infer<typeof storedSchema>> | null = null
  let policy: Promise<z.infer<typeof managedSchema>> | null = null
  const readStored = () => {
    stored ??= local.get(['settings']).then((items) => storedSchema.parse(items.settings ?? {}))
    stored.catch(() => {
      stored = null
    })
    return stored
  }
  const readPolicy = () => {
    policy ??= readManaged(managed).then((items) => managedSchema.parse(items))
    return policy
  }
  return {
    async read() {
      const stored = await readStored()
      const policy = await readPolicy()
      const fixedMicrosoftId =
        policy.microsoftClientId ?? (buildMicrosoftId === '' ? undefined : buildMicrosoftId)
      const fixedId = policy.googleClientId ?? (buildClientId === '' ? undefined : buildClientId)
      return {
        ...stored,
        hasConsented: policy.hasConsented ?? stored.hasConsented,
        language: policy.language ?? stored.language,
        googleClientId: fixedId ?? stored.googleClientId,
        isClientIdFixed: fixedId !== undefined,
        microsoftClientId: fixedMicrosoftId ?? stored.microsoftClientId,
        isMicrosoftIdFixed: fixedMicrosoftId !== undefined,
      }
    },
    async write(change) {
      const next = { ...(await readStored()), ...change }
      await local.set({ settings: next })
      stored = Promise.resolve(next)
    },
  }
}

async function readManaged(managed: Pick<KeyValueArea, 'get'>): Promise<Record<string, unknown>> {
  try {
    return await managed.get(['hasConsented', 'language', 'googleClientId', 'microsoftClientId'])
  } catch {
    // Firefox rejects when no policy manifest exists: that is the usual case, not a failure.
    // https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/storage/managed
    return {}
  }
}
