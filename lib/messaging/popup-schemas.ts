import { z } from '../base/zod.ts'
import { reminderChoices } from '../model/reminder.ts'
import { relationKinds, responseKinds, topicKinds } from '../model/topics.ts'
import { pairIdSchema, personSchema } from './schemas.ts'

const dayText = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const day = z.nullable(dayText)
const relation = z.nullable(z.enum(relationKinds))

/** Minutes before a 1-on-1 at which a person is reminded. */
export const reminderMinutesSchema = z.literal(reminderChoices)

const topicsSchema = z.array(
  z.object({
    kind: z.enum(topicKinds),
    title: z.string(),
    response: z.nullable(z.enum(responseKinds)),
    responseNote: z.string(),
    isDraft: z.boolean(),
    isCarried: z.boolean(),
  }),
)

/** Everything the popup draws; the same as `PopupView` of the model. */
export const popupViewSchema = z.object({
  meetings: z.array(
    z.object({
      pairId: pairIdSchema,
      partner: personSchema,
      relation,
      meeting: z.string(),
      startMs: z.nullable(z.number()),
      endMs: z.nullable(z.number()),
      day: dayText,
      isPartnerDeclined: z.boolean(),
      eventUrl: z.nullable(z.string().check(z.startsWith('https://'))),
      theirs: topicsSchema,
      mine: topicsSchema,
      hiddenCount: z.number(),
      isUnseen: z.boolean(),
    }),
  ),
  promises: z.array(
    z.object({
      id: z.string(),
      pairId: pairIdSchema,
      partner: personSchema,
      text: z.string(),
      dueDay: day,
      whenWhere: z.string(),
    }),
  ),
  keeps: z.array(z.object({ pairId: pairIdSchema, partner: personSchema, text: z.string() })),
  people: z.array(
    z.object({
      pairId: pairIdSchema,
      partner: personSchema,
      relation,
      waitingCount: z.number(),
      lastDay: day,
    }),
  ),
  calendarReadMs: z.nullable(z.number()),
})
