import { z } from '../base/zod.ts'
import { heatLevels } from '../model/dialogue-map.ts'
import { relationKinds, topicKinds } from '../model/topics.ts'
import { pairIdSchema, personSchema } from './schemas.ts'

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const relation = z.enum(relationKinds)

/** Everything the map draws; the same as `DialogueMap` of the model. */
export const dialogueMapSchema = z.object({
  relations: z.array(
    z.object({
      relation: z.nullable(relation),
      partners: z.array(
        z.object({
          pairId: pairIdSchema,
          partner: personSchema,
          lastDay: z.nullable(day),
          next: z.nullable(z.object({ meeting: z.string(), startMs: z.nullable(z.number()), day })),
          isClosed: z.boolean(),
        }),
      ),
    }),
  ),
  fromDay: day,
  rows: z.array(
    z.object({
      kind: z.enum(topicKinds),
      cells: z.array(
        z.object({
          relation: z.nullable(relation),
          count: z.number(),
          level: z.literal(heatLevels),
        }),
      ),
    }),
  ),
  suggestion: z.nullable(z.object({ relation, reason: z.enum(['never', 'quiet']) })),
})
