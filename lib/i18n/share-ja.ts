import type { SameKeys } from './shape.ts'
import type { shareEn } from './share-en.ts'

/** The same in Japanese. */
export const shareJa: SameKeys<typeof shareEn> = {
  heading: '共有のしかた',
  tier: {
    heading: 'いま、つながっているところ',
    device: 'いまは、この端末だけで使っています。',
    files: (provider) => `${provider} とつながっています。ノートを共有できます。`,
    next: '次の段階：Microsoft とつなぐ。許可はあなたの OneDrive 全体に及びますが、余白が使うのは、このノートのファイルだけです。',
    nextGoogle:
      '次の段階：Google とつなぐ。余白に見えるのは、余白がつくったファイルと、あなたが選んだファイルだけです。',
    calendar:
      'さらに、管理者が予定表も許可すると、アドレスを入れる手間がなくなり、予定にノートを添えられます。なくても、このまま使えます。',
    allowCalendar: '予定表の許可へ進む',
    connect: (provider) => `${provider} とつなぐ`,
  },
  admin: {
    heading: '管理者への文面',
    text: '組織で承認が要るときは、この文面を送れます。',
    copy: '文面をコピー',
    copied: 'コピーしました',
    label: '管理者への文面',
  },
  people: {
    heading: 'ふたりのアドレス',
    text: 'アドレスがあると、ふたりが同じノートにたどり着けます。残るのは、この端末と、共有するファイルの中だけです。',
    partner: '相手のアドレス',
    self: 'あなたのアドレス',
    save: 'このアドレスにする',
    saved: 'この端末に保存しました。',
    odd: 'アドレスの形ではないようです。',
    otherText: (name) =>
      `この予定の相手が、これまでの${name}とは別の人なら、教えてください。これまでのメモは、前の人のものとして残ります。`,
    other: '別の人です',
  },
  home: {
    heading: 'ノートの置き場所',
    text: '開く人は、同じサービスのアカウントが要ります。',
    with: (provider) => `相手が ${provider} で使うアドレス`,
    again: '相手と共有する',
    put: { google: 'Google ドライブに置く', microsoft: 'OneDrive に置く' },
    at: {
      google:
        'このノートは Google ドライブにあります。見るには、ふたりとも Google アカウントが要ります。',
      microsoft:
        'このノートは OneDrive にあります。見るには、ふたりとも Microsoft アカウントが要ります。',
    },
    link: '相手に送るリンク',
    calendar: 'Google カレンダーで開くリンク',
    calendarText:
      '相手が Google カレンダーで余白を使っているなら、このリンクを開き、それからこの1on1の予定を開くと、パネルがノートを見つけます。',
  },
  exchange: {
    heading: 'ファイルで受け渡す',
    text: '同じサービスを使えないときは、ノートをファイルにして、メールやチャットで渡せます。もらったファイルを取り込むと、ふたりの書いたものがひとつになり、何も消えません。下書きと、わたしだけのメモは入りません。',
    needsAddresses: '相手の側でも合うように、先にふたりのアドレスを入れてください。',
    export: 'ファイルに書き出す',
    exported: '書き出しました。',
    import: 'もらったファイルを取り込む',
    imported: '取り込みました。',
    tooLarge: 'このファイルは大きすぎて、余白のノートではないようです。',
    choose: '相手からもらったファイル',
  },
}
