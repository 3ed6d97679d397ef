/** Minutes before a 1-on-1 at which a person may be reminded; 0 is never. */
export const reminderChoices = [0, 5, 10, 15, 30] as const

/** One of {@link reminderChoices}. */
export type ReminderMinutes = (typeof reminderChoices)[number]
