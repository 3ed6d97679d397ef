import type { Refusal } from '../remote/shared-file.ts'
import type { CalendarApi } from './calendar-api.ts'

/**
 * A calendar that is asked nothing before its account consented to it: everything is `needs-consent` until then.
 * Consent is looked up each time; it may come and go while the worker lives.
 */
export function requireCalendarConsent(
  calendar: CalendarApi,
  hasConsent: () => Promise<boolean>,
): CalendarApi {
  const refusal: Refusal = { kind: 'needs-consent' }
  return {
    attaches: calendar.attaches,
    get: async (...question) => ((await hasConsent()) ? calendar.get(...question) : refusal),
    listBetween: async (...question) =>
      (await hasConsent()) ? calendar.listBetween(...question) : refusal,
    attach: async (...question) => ((await hasConsent()) ? calendar.attach(...question) : refusal),
  }
}
