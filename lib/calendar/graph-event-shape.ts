import type { Event } from '@microsoft/microsoft-graph-types'
import { z } from '../base/zod.ts'

const text = z.catch(z.string(), '')
const flag = z.catch(z.boolean(), false)

/** Properties asked of one event. Its words beyond the subject are never asked for. */
export const eventSelect = [
  'id,changeKey,iCalUId,type,seriesMasterId,originalStart,subject,start,end,isAllDay,isCancelled,isDraft',
  'isOrganizer,organizer,attendees,hideAttendees,hasAttachments',
].join(',')

const timeSchema = z.catch(z.object({ dateTime: text, timeZone: text }), {
  dateTime: '',
  timeZone: '',
})
const addressSchema = z.catch(z.object({ name: text, address: text }), { name: '', address: '' })
const attendeeSchema = z.object({
  type: text,
  status: z.catch(z.object({ response: text }), { response: '' }),
  emailAddress: addressSchema,
})
const propertySchema = z.object({ id: text, value: text })

/** An event of Graph with every property present; absent texts are empty. */
export const graphEventSchema = z.object({
  '@odata.etag': text,
  id: z.string().check(z.minLength(1), z.maxLength(1000)),
  iCalUId: text,
  type: text,
  seriesMasterId: text,
  originalStart: text,
  subject: text,
  start: timeSchema,
  end: timeSchema,
  isAllDay: flag,
  isCancelled: flag,
  isDraft: flag,
  isOrganizer: flag,
  organizer: z.catch(z.object({ emailAddress: addressSchema }), {
    emailAddress: { name: '', address: '' },
  }),
  attendees: z.catch(z.array(attendeeSchema), []),
  hideAttendees: flag,
  hasAttachments: flag,
  singleValueExtendedProperties: z.catch(z.array(propertySchema), []),
}) satisfies z.ZodMiniType<{ [K in keyof Event]?: unknown }>

/** See {@link graphEventSchema}. */
export type GraphEvent = z.infer<typeof graphEventSchema>

/** One attachment as a list tells it. */
export const graphAttachmentSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(1000)),
  name: text,
  contentType: text,
  size: z.catch(z.number(), Number.POSITIVE_INFINITY),
})

/** See {@link graphAttachmentSchema}. */
export type GraphAttachment = z.infer<typeof graphAttachmentSchema>
