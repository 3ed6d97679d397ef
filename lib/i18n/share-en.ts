/** Everything about sharing in English: how far the connection goes, addresses, where the file lives. */
export const shareEn = {
  heading: 'How you share',
  tier: {
    heading: 'How far you are connected',
    device: 'Right now Yohaku works on this device alone.',
    files: (provider: string) => `Connected to ${provider}: you can share a note.`,
    next: 'Next: connect Microsoft. The permission covers your own OneDrive; Yohaku uses it for this one file and no other.',
    nextGoogle: 'Next: connect Google. Yohaku only ever sees the files it made or you picked.',
    calendar:
      'One step further, an administrator can allow the calendar too: then nobody types addresses, and the note hangs on the event. It works without.',
    allowCalendar: 'Go on to the calendar',
    connect: (provider: string) => `Connect ${provider}`,
  },
  admin: {
    heading: 'A text for your administrator',
    text: 'If your organisation asks for an approval, you can send this.',
    copy: 'Copy the text',
    copied: 'Copied',
    label: 'Text for the administrator',
  },
  people: {
    heading: 'Your two addresses',
    text: 'Addresses make both sides come to the same note. They stay on this device and in the file you share.',
    partner: 'Your partner’s address',
    self: 'Your own address',
    save: 'Use these addresses',
    saved: 'Saved on this device.',
    odd: 'That does not look like an address.',
    otherText: (name: string) =>
      `If this event is with another ${name} than before, say so: the notes so far stay with the first.`,
    other: 'This is another person',
  },
  home: {
    heading: 'Where the note lives',
    text: 'Whoever opens it needs an account of the same service.',
    with: (provider: string) => `Your partner’s address at ${provider}`,
    again: 'Share it with your partner',
    put: { google: 'Put it in Google Drive', microsoft: 'Put it in OneDrive' },
    at: {
      google: 'This note is in Google Drive. To see it, each of you needs a Google account.',
      microsoft: 'This note is in OneDrive. To see it, each of you needs a Microsoft account.',
    },
    link: 'Link for your partner',
    calendar: 'Link that opens Google Calendar',
    calendarText:
      'If your partner uses Yohaku in Google Calendar, this link brings the note to the panel: they open it, then your 1-on-1.',
  },
  exchange: {
    heading: 'Hand it over as a file',
    text: 'Where you cannot use one service together, send the note as a file by mail or chat. A file you take in is merged: nothing either of you wrote is lost. Drafts and private memos are never in it.',
    needsAddresses: 'Enter both addresses first, so that the file fits on the other side.',
    export: 'Save as a file',
    exported: 'Saved.',
    import: 'Take in a file you got',
    imported: 'Taken in.',
    tooLarge: 'That file is too large to be one of ours.',
    choose: 'File from your partner',
  },
}
