import type { calendar_v3 } from '@googleapis/calendar'
import { z } from '../base/zod.ts'

const text = z.catch(z.string(), '')
const flag = z.catch(z.boolean(), false)

/** Fields asked of Calendar v3 for one event. */
export const eventFields = [
  'id,etag,status,iCalUID,recurringEventId,originalStartTime,start,end,summary,eventType',
  'organizer(email,self),creator(email)',
  'attendees(email,displayName,self,organizer,optional,resource,responseStatus,additionalGuests)',
  'attendeesOmitted,guestsCanModify,guestsCanSeeOtherGuests,locked,privateCopy',
  'attachments(fileId,fileUrl,title,mimeType,iconLink)',
].join(',')

const timeSchema = z.catch(z.object({ date: text, dateTime: text }), { date: '', dateTime: '' })

const attendeeSchema = z.object({
  email: text,
  displayName: text,
  self: flag,
  organizer: flag,
  optional: flag,
  resource: flag,
  responseStatus: text,
  additionalGuests: z.catch(z.number(), 0),
}) satisfies z.ZodMiniType<calendar_v3.Schema$EventAttendee>

const attachmentSchema = z.object({
  fileId: text,
  fileUrl: text,
  title: text,
  mimeType: text,
  iconLink: text,
}) satisfies z.ZodMiniType<calendar_v3.Schema$EventAttachment>

const eventSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(1100)),
  etag: text,
  status: text,
  iCalUID: text,
  recurringEventId: text,
  originalStartTime: timeSchema,
  start: timeSchema,
  end: timeSchema,
  summary: text,
  eventType: text,
  organizer: z.catch(z.object({ email: text, self: flag }), { email: '', self: false }),
  creator: z.catch(z.object({ email: text }), { email: '' }),
  attendees: z.catch(z.array(attendeeSchema), []),
  attendeesOmitted: flag,
  guestsCanModify: flag,
  guestsCanSeeOtherGuests: z.catch(z.boolean(), true),
  locked: flag,
  privateCopy: flag,
  attachments: z.catch(z.array(attachmentSchema), []),
}) satisfies z.ZodMiniType<calendar_v3.Schema$Event>

const pageSchema = z.object({
  items: z.catch(z.array(z.unknown()), []),
  nextPageToken: z.catch(z.nullable(z.string().check(z.minLength(1))), null),
})

/** An event of Calendar v3 with every field present; absent texts are empty, absent flags have Google's defaults. */
export type GoogleEvent = z.infer<typeof eventSchema>

/** A guest of a {@link GoogleEvent}. */
export type GoogleAttendee = z.infer<typeof attendeeSchema>

/** The event in a parsed JSON body; null when it is not one. */
export function readGoogleEvent(json: unknown): GoogleEvent | null {
  const parsed = eventSchema.safeParse(json)
  return parsed.success ? parsed.data : null
}

/** One page of events; entries that are no events are left out. Null when the body is not a page. */
export function readGoogleEventPage(
  json: unknown,
): { events: GoogleEvent[]; nextPageToken: string | null } | null {
  const parsed = pageSchema.safeParse(json)
  if (!parsed.success) return null
  const events = parsed.data.items.map(readGoogleEvent).filter((event) => event !== null)
  return { events, nextPageToken: parsed.data.nextPageToken }
}
