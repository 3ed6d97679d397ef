import type { CalendarHand, MakeSetting } from './story-setting.ts'
import { type Actor, openStoryStage, type StoryStage } from './story-stage.ts'

/** Title of the weekly 1-on-1. */
export const title = '森さんとの 1on1'
/** Topics as each of the two reads them. */
export const career = { ja: '今後のキャリア', en: 'Career ahead' }
export const work = { ja: '業務の進捗や進め方', en: 'Work: progress and approach' }
/** Stands in the mentee's private lane and nowhere else. */
export const secret = '本当は、評価が気になっています。'
/** What the two wrote into one memo at once. */
export const bothHands =
  '今の場所も好き。外も見たい。Two roads. Staying is not giving up. Nor is going.'
/** What the mentor promises. */
export const promise = 'Introduce 青木 to planning'

/** Everybody in the story of the mentor pair. */
export interface MentorCast {
  stage: StoryStage
  mentee: Actor
  mentor: Actor
  /** The mentor's hand on the series, in the calendar itself. */
  calendar: CalendarHand
}

/** Opens the world on the evening before the first 1-on-1, Wednesdays at ten in Tokyo. */
export async function openMentorCast(setting: MakeSetting, pictures?: string): Promise<MentorCast> {
  const stage = await openStoryStage({
    setting,
    startsAt: '2026-12-01T18:00+09:00',
    partner: 'mentor',
    ...(pictures !== undefined && { pictures }),
  })
  const calendar = stage.plan({
    title,
    organizer: 'mentor',
    guest: 'mentee',
    from: '2026-12-02T10:00+09:00',
    to: '2026-12-02T10:30+09:00',
    isWeekly: true,
  })
  return { stage, mentee: stage.mentee, mentor: stage.partner, calendar }
}
