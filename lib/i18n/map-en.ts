/** Words of the map of one's dialogues, in English. They travel with that page. */
export const mapEn = {
  title: 'My dialogue map',
  lead: 'With whom you talk, in which relations, and about what.',
  onlyHere:
    'For your eyes only. It is drawn on this device each time you open it, shared with nobody, and in no export.',
  partners: 'People',
  unchosen: 'No relation chosen',
  unchosenText: 'Choose a relation together, in the margin of that person, and they move to it.',
  last: (day: string) => `Last: ${day}`,
  notYet: 'Not talked yet',
  next: (when: string) => `Next: ${when}`,
  noNext: 'No date yet',
  closed: 'Closed with thanks',
  topics: 'Topics',
  topicsText: 'What the two of you brought to 1-on-1s in the last twelve months.',
  caption: (from: string) => `Topics by relation, since ${from}`,
  topicHead: 'Topic',
  otherTopics: 'Topics of your own',
  unchosenHead: 'None chosen',
  levels: { none: 'none', little: 'a little', sometimes: 'sometimes', often: 'often' },
  levelsText: 'A little: once or twice. Sometimes: three to five times. Often: more.',
  noTopics: 'Topics you talk about from now on gather here.',
  thought: 'A thought',
  never: (relation: string) =>
    `You do not seem to have talked with anyone in the relation “${relation}” yet.`,
  quiet: (relation: string) =>
    `It seems a while since you talked with anyone in the relation “${relation}”.`,
  noHurry: 'There is no hurry. When somebody comes to mind, a calendar event is enough.',
  empty: 'Your map begins with your first 1-on-1',
  emptyText:
    'Open an event with one other person in your calendar, and the margin opens beside it.',
}
