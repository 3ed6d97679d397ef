/** The words of the stand-in sign-in, consent and picker pages. */
export interface OAuthWords {
  chooseAccount: string
  toContinue: (app: string) => string
  signedIn: string
  wantsAccess: (app: string) => string
  selectWhat: string
  selectAll: string
  allow: string
  deny: string
  pickTitle: (app: string) => string
  noFiles: string
  insert: string
  cancel: string
  blocked: string
  /** By scope; the scope itself is shown when it is not here. */
  scopes: Record<string, string>
}

const auth = 'https://www.googleapis.com/auth/'

/** By language. */
export const oauthWords: Record<'ja' | 'en', OAuthWords> = {
  ja: {
    chooseAccount: 'アカウントの選択',
    toContinue: (app) => `「${app}」に移動`,
    signedIn: 'ログイン済み',
    wantsAccess: (app) => `「${app}」が Google アカウントへのアクセスを求めています`,
    selectWhat: 'アクセスできる情報を選択してください',
    selectAll: 'すべて選択',
    allow: '続行',
    deny: 'キャンセル',
    pickTitle: (app) => `「${app}」で開くファイルを選択`,
    noFiles: '選択できるファイルがありません。',
    insert: '挿入',
    cancel: 'キャンセル',
    blocked: 'アクセスをブロック: 承認エラー',
    scopes: {
      [`${auth}calendar.events`]: 'すべてのカレンダーの予定の表示と編集',
      [`${auth}calendar.events.owned`]: '自分が所有するカレンダーの予定の表示と編集',
      [`${auth}calendar.events.readonly`]: 'すべてのカレンダーの予定の表示',
      [`${auth}drive.file`]: 'このアプリで使用する特定のファイルの表示、編集、作成、削除',
    },
  },
  en: {
    chooseAccount: 'Choose an account',
    toContinue: (app) => `to continue to ${app}`,
    signedIn: 'Signed in',
    wantsAccess: (app) => `${app} wants access to your Google Account`,
    selectWhat: 'Select what it can access',
    selectAll: 'Select all',
    allow: 'Continue',
    deny: 'Cancel',
    pickTitle: (app) => `Select a file to open with ${app}`,
    noFiles: 'There is no file to select.',
    insert: 'Insert',
    cancel: 'Cancel',
    blocked: 'Access blocked: authorization error',
    scopes: {
      [`${auth}calendar.events`]: 'View and edit events on all your calendars',
      [`${auth}calendar.events.owned`]: 'View and edit events on calendars you own',
      [`${auth}calendar.events.readonly`]: 'View events on all your calendars',
      [`${auth}drive.file`]: 'See, edit, create and delete only the files you use with this app',
    },
  },
}
