import { z } from '../base/zod.ts'
import { reminderMinutesSchema } from './popup-schemas.ts'
import { pairIdSchema, providerSchema } from './schemas.ts'

/** The settings as pages of ours read them, with the accounts of this device. */
export const settingsSchema = z.object({
  hasConsented: z.boolean(),
  language: z.enum(['auto', 'ja', 'en']),
  googleClientId: z.string(),
  /** True when managed policy or the build sets it; then the page cannot change it. */
  isClientIdFixed: z.boolean(),
  redirectUrl: z.string(),
  /** The Microsoft counterparts of the two above. */
  microsoftClientId: z.string(),
  isMicrosoftIdFixed: z.boolean(),
  microsoftRedirectUrl: z.string(),
  /** Connected accounts, and those that are not but of which this device still keeps events. */
  accounts: z.array(
    z.object({ provider: providerSchema, email: z.string(), isConnected: z.boolean() }),
  ),
  neverPairs: z.array(z.object({ pairId: pairIdSchema, partner: z.string() })),
  /** Minutes before a 1-on-1 at which a reminder is shown, where the browser may; 0 is never. */
  reminderMinutes: reminderMinutesSchema,
  /** The number of today's 1-on-1s stands on the toolbar button. */
  isBadgeShown: z.boolean(),
})

/** What a page of ours wants set; what is absent stays as it is. */
export const settingsChangeSchema = z.object({
  hasConsented: z.optional(z.boolean()),
  language: z.optional(z.enum(['auto', 'ja', 'en'])),
  googleClientId: z.optional(z.string().check(z.maxLength(200))),
  microsoftClientId: z.optional(z.string().check(z.maxLength(200))),
  reminderMinutes: z.optional(reminderMinutesSchema),
  isBadgeShown: z.optional(z.boolean()),
})
