import type { RelationKind, ResponseKind, TopicKind } from '../model/topics.ts'

/** The fixed words of the domain, in English. */
export const wordsEn = {
  topics: {
    work: 'Work: progress and approach',
    people: 'Relationships',
    wellbeing: 'Mind and body',
    career: 'Career ahead',
    growth: 'Growing skills',
    private: 'Private life',
    policy: 'Company or department policy',
    custom: '+ Create another theme',
  } satisfies Record<TopicKind, string>,
  responses: {
    advice: 'I’d like concrete advice',
    together: 'Think it through with me',
    listen: 'Please listen',
    view: 'I’d like your view',
    report: 'I want to report',
    other: 'Other',
  } satisfies Record<ResponseKind, string>,
  relations: {
    boss: 'Boss',
    mentor: 'Mentor',
    lateral: 'Lateral',
    diagonal: 'Diagonal',
  } satisfies Record<RelationKind, string>,
}
