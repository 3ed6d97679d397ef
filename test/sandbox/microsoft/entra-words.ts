/** The words of the stand-in Microsoft sign-in. */
export interface EntraWords {
  pickAccount: string
  toContinue: (app: string) => string
  signedIn: string
  requested: string
  wants: string
  accept: string
  cancel: string
  needAdmin: string
  needAdminDetail: (app: string) => string
  requestApproval: string
  backToApp: string
  requestSent: string
  sorry: string
  /** By short scope name; the scope itself is shown when it is not here. */
  scopes: Record<string, string>
}

/** By language. */
export const entraWords: Record<'ja' | 'en', EntraWords> = {
  ja: {
    pickAccount: 'アカウントを選択する',
    toContinue: (app) => `${app} に進む`,
    signedIn: 'サインイン済み',
    requested: '要求されているアクセス許可',
    wants: 'このアプリは次のことを求めています。',
    accept: '承諾',
    cancel: 'キャンセル',
    needAdmin: '管理者の承認が必要',
    needAdminDetail: (app) =>
      `${app} は、管理者だけが付与できるアクセス許可を必要としています。管理者に許可を依頼してください。`,
    requestApproval: '承認を求める',
    backToApp: 'アプリに戻る',
    requestSent: '要求を送信しました',
    sorry: 'サインインできません',
    scopes: {
      'User.Read': 'サインインとプロフィールの読み取り',
      'Files.ReadWrite': 'ファイルへのフル アクセス',
      'Files.ReadWrite.All': 'アクセスできるすべてのファイルへのフル アクセス',
      'Files.ReadWrite.AppFolder': 'アプリのフォルダーへのアクセス',
      'Calendars.ReadWrite': '予定表への読み取りと書き込み',
      'Calendars.Read': '予定表の読み取り',
      offline_access: 'アクセスを許可したデータへのアクセスの維持',
    },
  },
  en: {
    pickAccount: 'Choose an account',
    toContinue: (app) => `to continue to ${app}`,
    signedIn: 'Signed in',
    requested: 'Permissions asked for',
    wants: 'This app would like to:',
    accept: 'Accept',
    cancel: 'Cancel',
    needAdmin: 'An administrator has to approve',
    needAdminDetail: (app) =>
      `${app} needs permissions that only an administrator can grant. Ask your administrator to allow it.`,
    requestApproval: 'Ask for approval',
    backToApp: 'Back to the app',
    requestSent: 'Your request was sent',
    sorry: 'You cannot sign in',
    scopes: {
      'User.Read': 'Sign you in and read your profile',
      'Files.ReadWrite': 'Have full access to your files',
      'Files.ReadWrite.All': 'Have full access to all files you can reach',
      'Files.ReadWrite.AppFolder': "Have access to the app's own folder",
      'Calendars.ReadWrite': 'Read and write your calendars',
      'Calendars.Read': 'Read your calendars',
      offline_access: 'Keep access to what you allowed',
    },
  },
}
