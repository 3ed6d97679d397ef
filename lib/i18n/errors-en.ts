import type { ErrorCode } from '../base/app-error.ts'

/** What a person is told about an error: what happened, and what to do next. */
export interface ErrorWords {
  text: string
  next: string
}

/** Every error code in English. */
export const errorsEn = {
  'host/layout-changed': {
    text: 'The calendar page seems to have changed, and we can’t read the event.',
    next: 'Open Yohaku from its toolbar button. What you wrote is still on this device.',
  },
  'host/orphaned': {
    text: 'Yohaku was updated while this page was open.',
    next: 'Reload the page to carry on where you were.',
  },
  'storage/quota': {
    text: 'This device is full, so it could not be saved.',
    next: 'Free some space, then save again. Your words stay on the screen until then.',
  },
  'storage/corrupt': {
    text: 'Part of what was saved on this device could not be read.',
    next: 'That part was set aside. If you share a note with your partner, the next sync brings it back.',
  },
  'storage/unavailable': {
    text: 'The browser does not let us save on this device.',
    next: 'Check that this is not a private window and that the browser may keep site data.',
  },
  'auth/not-configured': {
    text: 'Connecting an account has not been set up yet.',
    next: 'Open the options and enter the client ID. If you don’t have one, ask whoever looks after your tools.',
  },
  'auth/not-connected': {
    text: 'No account is connected yet.',
    next: 'Press “Connect” so that your topics can reach your partner.',
  },
  'auth/refused': {
    text: 'The connection was not made.',
    next: 'You can connect whenever you like. If the sign-in page said that an administrator has to approve, ask your administrator about Yohaku. What you wrote is on this device.',
  },
  'auth/expired': {
    text: 'The connection to your account has ended.',
    next: 'Press “Reconnect”. What you wrote is on this device and will be sent then.',
  },
  'auth/scope-missing': {
    text: 'Some of the needed permissions were not given.',
    next: 'Connect again and allow each item on the list.',
  },
  'auth/admin-policy': {
    text: 'Your organisation’s settings do not allow this connection.',
    next: 'Ask your administrator about Yohaku. Until then it works on this device alone.',
  },
  'auth/blocked': {
    text: 'The sign-in page did not let us through.',
    next: 'Your organisation may not allow it from this device or place, or the client ID may be wrong. Ask whoever set it up, or your administrator. Until then everything works on this device.',
  },
  'auth/wrong-account': {
    text: 'That is not the account of this calendar.',
    next: 'Connect again and choose the account you use in the calendar.',
  },
  'auth/national-cloud': {
    text: 'This account is in a national cloud, which Yohaku does not support yet.',
    next: 'Connect another account, or keep using this device alone. What you wrote stays here.',
  },
  'net/offline': {
    text: 'You are offline.',
    next: 'Keep writing. It is sent when you are back online.',
  },
  'net/timeout': {
    text: 'The cloud is taking long to answer.',
    next: 'We will try again by ourselves in a little while.',
  },
  'net/throttled': {
    text: 'The cloud asked us to wait a little.',
    next: 'We will try again by ourselves. What you wrote is on this device.',
  },
  'net/server': {
    text: 'The cloud is having trouble.',
    next: 'We will try again by ourselves. What you wrote is on this device.',
  },
  'net/rejected': {
    text: 'The cloud did not accept the request.',
    next: 'Please try again. If it keeps happening, pass on the code shown here.',
  },
  'file/needs-pick': {
    text: 'Your partner’s note still needs your permission to open.',
    next: 'Press “Open your partner’s note” and choose that file. Once is enough.',
  },
  'file/needs-consent': {
    text: 'Opening the note in your partner’s OneDrive needs one more permission.',
    next: 'Connect again and allow reading and writing files shared with you. In an organisation an administrator may have to approve it. Until then your words stay on this device.',
  },
  'file/storage-full': {
    text: 'The drive that holds the shared note is full.',
    next: 'Its owner needs to free some space. What you wrote is on this device and is sent once there is room.',
  },
  'file/missing': {
    text: 'The shared note can’t be found.',
    next: 'It may be in the bin: restore it, or share again. What is on this device stays.',
  },
  'file/out-of-reach': {
    text: 'The shared note can’t be opened any more.',
    next: 'The other person may have stopped sharing it or deleted it. Once it is shared again, “Try again” reads it. What is on this device stays.',
  },
  'file/read-only': {
    text: 'You may read the shared note but not write to it.',
    next: 'Ask its owner to make you an editor. Until then your words stay on this device.',
  },
  'file/corrupt': {
    text: 'The shared note was damaged.',
    next: 'The damaged copy was set aside and the note is written again from this device.',
  },
  'file/foreign': {
    text: 'That file is not the note of the two of you.',
    next: 'Check the link you were sent, or bring the file back to its earlier content in its version history. We wrote nothing to that file.',
  },
  'file/too-large': {
    text: 'The shared note is too large to read.',
    next: 'Check whether something else was put into the file. What is on this device stays.',
  },
  'file/newer-format': {
    text: 'The shared note was written by a newer Yohaku.',
    next: 'Update Yohaku. Until then you can keep writing on this device.',
  },
  'file/hand-edited': {
    text: 'Someone edited the shared note by hand.',
    next: 'That text was set aside and the note was put in order. Nothing of yours is lost.',
  },
  'file/diverged': {
    text: 'The shared note and this device had gone separate ways.',
    next: 'Both were put together. Please look it over once.',
  },
  'file/not-a-link': {
    text: 'That doesn’t look like a link to a note.',
    next: 'Paste the link exactly as your partner copied it with “Copy link”.',
  },
  'share/refused': {
    text: 'The note could not be shared with your partner.',
    next: 'Sharing outside your organisation may be blocked. You can open the file and share it by hand.',
  },
  'people/same-address': {
    text: 'Your address and your partner’s are the same.',
    next: 'Check which one is wrong and enter it again.',
  },
  'attach/refused': {
    text: 'The note could not be attached to the event.',
    next: 'It is shared all the same. Send your partner the link.',
  },
  'attach/not-organizer': {
    text: 'Only the organiser can attach the note to the event.',
    next: 'Send your partner the link instead.',
  },
  'attach/full': {
    text: 'The event has no room for another attachment.',
    next: 'Remove one that is no longer needed, or send your partner the link.',
  },
  'calendar/missing': {
    text: 'The event can’t be found.',
    next: 'Open the event again. What you wrote belongs to the two of you and is still here.',
  },
  'message/invalid': {
    text: 'Two parts of Yohaku did not understand each other.',
    next: 'Reload the page.',
  },
  'import/invalid': {
    text: 'This file can’t be read in.',
    next: 'Choose a file that was made with “Export”. Nothing was changed.',
  },
  'text/too-long': {
    text: 'That text is too long.',
    next: 'Shorten it a little and try again.',
  },
  'internal/unexpected': {
    text: 'Something unexpected happened.',
    next: 'Please try again. If it keeps happening, reload the page.',
  },
} satisfies Record<ErrorCode, ErrorWords>
