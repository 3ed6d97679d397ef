import type { Language } from './language.ts'

/**
 * A text a person can send to the administrator of a Microsoft organisation: which permissions, why, and where
 * to approve them. `clientId` is the app registration; empty when it is not known here.
 */
export function adminRequest(language: Language, clientId: string): string {
  const url = `https://login.microsoftonline.com/organizations/adminconsent?client_id=${encodeURIComponent(clientId)}`
  const lines = language === 'ja' ? linesJa : linesEn
  const app = clientId === '' ? [] : [lines.app(clientId)]
  const link = clientId === '' ? [] : ['', lines.link, url]
  return [lines.opening, '', ...app, ...lines.scopes, '', ...lines.limits, ...link].join('\n')
}

const linesJa = {
  opening:
    '1on1 の準備とメモのためのブラウザー拡張機能「余白（Yohaku）」を使いたいので、次の許可の承認をお願いします。',
  app: (clientId: string) => `アプリケーション (クライアント) ID：${clientId}`,
  scopes: [
    '・User.Read：本人のアドレスを確かめるため',
    '・Files.ReadWrite：本人の OneDrive に、ふたりのノートのファイルをひとつ置き、相手に共有するため',
    '・Files.ReadWrite.All（委任）：相手が本人に共有したノートを、読み書きするため',
    '・Calendars.ReadWrite（委任）：1on1 の予定の参加者と繰り返しを読み、ノートへの案内を予定に添えるため',
    '・offline_access：そのつどサインインしなくても、メモを届けるため',
  ],
  limits: [
    'どれも委任された許可です。本人がサインインしている間、本人に見えるものにだけ及びます。',
    '余白にサーバーはありません。書いたものは、本人の端末と、ふたりが共有する OneDrive のファイルにだけあります。',
    'Files.ReadWrite.All と Calendars.ReadWrite がなくても使えますが、相手の OneDrive にあるノートは開けず、アドレスは手で入れます。',
  ],
  link: '承認の画面：',
}

const linesEn: typeof linesJa = {
  opening:
    'I would like to use Yohaku (余白), a browser extension for preparing 1-on-1s and keeping notes of them. Please approve the following permissions.',
  app: (clientId: string) => `Application (client) ID: ${clientId}`,
  scopes: [
    '- User.Read: to know the address of the person who signs in',
    '- Files.ReadWrite: to keep one file, the note of two people, in that person’s OneDrive and share it with the partner',
    '- Files.ReadWrite.All (delegated): to read and write the note that a partner shared with that person',
    '- Calendars.ReadWrite (delegated): to read the attendees and the recurrence of 1-on-1s, and to attach a pointer to the note',
    '- offline_access: to deliver notes without signing in each time',
  ],
  limits: [
    'All are delegated permissions: they reach what the signed-in person can see, and nothing else.',
    'Yohaku has no server. What people write is on their own devices and in the one OneDrive file the two share.',
    'It works without Files.ReadWrite.All and Calendars.ReadWrite, but then a note in the partner’s OneDrive cannot be opened, and addresses are typed by hand.',
  ],
  link: 'Where to approve:',
}
