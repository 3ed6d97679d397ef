/** The seven topics and the person's own. Ids are stored in shared files: never rename one. */
export const topicKinds = [
  'work',
  'people',
  'wellbeing',
  'career',
  'growth',
  'private',
  'policy',
  'custom',
] as const

/** A kind of topic; `custom` carries its own title. */
export type TopicKind = (typeof topicKinds)[number]

/** The kinds that start as a draft on this device and are shared only by an explicit press. */
const sensitiveKinds: readonly string[] = ['people', 'wellbeing', 'private']

/** True when a topic of this kind must start as a device-only draft. */
export function isSensitive(kind: TopicKind): boolean {
  return sensitiveKinds.includes(kind)
}

/** The six kinds of answer one can hope for. Ids are stored in shared files: never rename one. */
export const responseKinds = ['advice', 'together', 'listen', 'view', 'report', 'other'] as const

/** A hoped-for response; `other` carries one free line. */
export type ResponseKind = (typeof responseKinds)[number]

/** The four relations. Ids are stored in shared files: never rename one. */
export const relationKinds = ['boss', 'mentor', 'lateral', 'diagonal'] as const

/** A relation the pair has chosen for itself; never computed from an org chart. */
export type RelationKind = (typeof relationKinds)[number]
