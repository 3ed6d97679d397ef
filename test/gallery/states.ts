import { markSeen } from '../../lib/document/edits/edit-meeting.ts'
import { removeTopic } from '../../lib/document/edits/edit-topic.ts'
import type { PanelContext } from '../../lib/model/panel-context.ts'
import type { SyncStatus } from '../../lib/model/sync-status.ts'
import type { PanelSession } from '../../lib/panel/session-contract.ts'
import type { FakeBackground } from './fake-background.ts'
import { outlookStates } from './outlook-states.ts'
import { plantLastTime, plantMemo, plantPromise } from './plant-talk.ts'
import { plantTopic } from './plant-topic.ts'
import {
  arrivedStatus,
  localStatus,
  me,
  partner,
  sampleDraft,
  sampleMeeting,
  sampleNowMs,
  samplePairId,
} from './sample-context.ts'
import { talkStates } from './talk-states.ts'

/** One named state of the panel. */
export interface GalleryState {
  context?: Partial<PanelContext>
  /** Fills the stored document before the panel joins. */
  plant?: (background: FakeBackground) => void
  /** What a person does next. */
  act?: (session: PanelSession, background: FakeBackground) => void
  /** The screen to open; the glance unless said otherwise. */
  screen?: 'prepare' | 'talk' | 'promises' | 'past' | 'relation' | 'share'
  isFramed?: boolean
  /** Typed into the search box. */
  type?: string
  /** Shows the end of a long screen. */
  scroll?: 'end'
  /** Opens a menu or note by its id. */
  popover?: 'menu' | 'readers'
}

const status = (change: Partial<SyncStatus>): Partial<PanelContext> => ({
  status: { ...arrivedStatus, ...change },
})

const file = (change: Partial<NonNullable<SyncStatus['file']>>) => ({
  id: 'file-1',
  url: 'https://drive.google.com/file/d/file-1/view',
  isMine: true,
  isAttached: false,
  isShared: true,
  ...change,
})

const plantTheirs = (background: FakeBackground): void => {
  plantTopic(background, {
    owner: partner.id,
    kind: 'career',
    response: 'listen',
    note: '異動の希望を出すか迷っています。まだ考えがまとまっていないので、まず聞いてもらえると助かります。来週の締切までに一度、声に出して整理したいです。家族にはまだ話していません。',
  })
  plantTopic(background, { owner: partner.id, kind: 'work', response: 'advice' })
}

const plantMine = (background: FakeBackground): void => {
  plantTopic(background, {
    owner: me.id,
    kind: 'work',
    response: 'together',
    note: '見積りの前提が変わりそう。どこまで先に動いてよいか、線を一緒に引きたい。',
  })
  plantTopic(background, {
    owner: me.id,
    kind: 'custom',
    title: 'チームの朝会のやりかた',
    response: 'other',
    responseNote: '正直な感想を聞かせてほしい',
  })
}

const rtlContext = { partner: { ...partner, name: 'نور الدين' } }

/** Both write from right to left, beside our words in Japanese or English. */
function plantRtl(background: FakeBackground): void {
  const topicId = plantTopic(background, {
    owner: partner.id,
    kind: 'custom',
    title: 'خطة المشروع القادم',
    response: 'other',
    responseNote: 'اسمعني فقط',
    note: 'أود أن أتحدث عن الخطوات التالية 2026.',
  })
  plantTopic(background, { owner: me.id, kind: 'custom', title: 'תקציב 2026 (טיוטה)' })
  plantMemo(background, { by: partner.id, topicId, text: 'النقطة الأولى: ميزانية 2026.' })
  plantPromise(background, {
    id: 'rtl1',
    owner: partner.id,
    text: 'إرسال المسودة',
    whenWhere: 'غدا 10:00',
  })
  plantLastTime(background)
}

const long = (text: string): string => text.repeat(Math.ceil(10_000 / text.length))

/** Every state by name; the browser tests open each of them in both languages and both themes. */
export const galleryStates: Record<string, GalleryState> = {
  glance: { plant: plantTheirs },
  'glance-both': {
    plant(background) {
      plantTheirs(background)
      plantMine(background)
    },
  },
  'glance-empty': {},
  'glance-first-use': { context: { status: localStatus } },
  'prepare-draft-behind': {
    screen: 'prepare',
    scroll: 'end',
    plant: (background) => {
      plantTopic(background, {
        owner: me.id,
        kind: 'wellbeing',
        response: 'listen',
        note: 'このところ、朝がつらいです。',
      })
    },
    context: {
      drafts: [
        sampleDraft({
          note: '夜中に何度か目がさめます。\n休みの取りかたを相談したい。',
          response: 'together',
        }),
      ],
    },
  },
  'glance-picked': { act: (session) => session.actions.pickTopic('career', '') },
  'glance-picked-draft': { act: (session) => session.actions.pickTopic('wellbeing', '') },
  'glance-seen': {
    plant(background) {
      plantTheirs(background)
      markSeen(background.documentOf(samplePairId), sampleMeeting, me.id, sampleNowMs - 180_000)
    },
  },
  'prepare-empty': { screen: 'prepare' },
  prepare: {
    screen: 'prepare',
    plant(background) {
      plantMine(background)
      plantTheirs(background)
      markSeen(
        background.documentOf(samplePairId),
        sampleMeeting,
        partner.id,
        sampleNowMs - 900_000,
      )
    },
  },
  'prepare-drafts': {
    screen: 'prepare',
    context: { drafts: [sampleDraft({ response: 'listen', note: '眠りが浅い日が続いている。' })] },
    plant: plantMine,
  },
  'prepare-removed': {
    screen: 'prepare',
    plant(background) {
      plantMine(background)
      const id = plantTopic(background, { owner: me.id, kind: 'policy' })
      removeTopic(background.documentOf(samplePairId), id)
    },
    act: (session) => {
      const topic = session.view().topics.mine[0]
      if (topic !== undefined) session.actions.move(topic.id, 'down')
    },
  },
  offline: {
    screen: 'prepare',
    context: status({ isOnline: false, phase: 'waiting', problem: 'net/offline' }),
    plant: plantMine,
    act: (session) => session.actions.pickTopic('growth', ''),
  },
  waiting: {
    context: status({ phase: 'waiting' }),
    plant: plantMine,
    act: (session) => session.actions.pickTopic('growth', ''),
  },
  'save-failed': {
    screen: 'prepare',
    act(session, background) {
      background.failWith.save = 'storage/quota'
      session.actions.pickTopic('work', '')
    },
  },
  'problem-hand-edited': { context: status({ problem: 'file/hand-edited' }), plant: plantTheirs },
  'problem-diverged': { context: status({ problem: 'file/diverged' }), plant: plantTheirs },
  'problem-layout': { context: status({ problem: 'host/layout-changed' }) },
  'step-configure': {
    context: { status: { ...localStatus, connection: 'not-configured', nextStep: 'configure' } },
  },
  'step-reconnect': {
    context: status({
      connection: 'expired',
      phase: 'waiting',
      nextStep: 'reconnect',
      problem: 'auth/expired',
    }),
    plant: plantTheirs,
  },
  'step-create': {
    context: { status: { ...localStatus, connection: 'connected', nextStep: 'create' } },
  },
  'step-pick': {
    context: {
      status: {
        ...localStatus,
        connection: 'connected',
        nextStep: 'pick',
        file: file({ isMine: false, isShared: false }),
        problem: 'file/needs-pick',
      },
    },
  },
  'step-send-link': {
    context: status({ phase: 'waiting', nextStep: 'send-link', file: file({}) }),
    plant: plantMine,
  },
  'readers-more': {
    context: status({
      readers: {
        kind: 'more',
        others: ['sato@example.com', 'リーダー会'],
        checkedMs: sampleNowMs - 60_000,
      },
    }),
    plant: plantTheirs,
  },
  menu: { popover: 'menu', context: { override: 'always' }, plant: plantTheirs },
  'readers-two': { popover: 'readers', plant: plantTheirs },
  'readers-device': { popover: 'readers', context: { status: localStatus } },
  'readers-more-open': {
    popover: 'readers',
    context: status({
      readers: {
        kind: 'more',
        others: ['sato@example.com', 'リーダー会'],
        checkedMs: sampleNowMs - 60_000,
      },
    }),
  },
  'readers-link': {
    context: status({ readers: { kind: 'link', others: [], checkedMs: sampleNowMs - 60_000 } }),
    plant: plantTheirs,
  },
  offer: { context: { kind: 'offer', pairId: null, self: null, partner: null } },
  none: {
    context: { kind: 'none', pairId: null, self: null, partner: null, meeting: null },
    isFramed: false,
  },
  undated: {
    context: {
      meeting: { ...sampleMeeting, key: 'undated|', startMs: null, endMs: null, day: null },
    },
  },
  'long-texts': {
    context: { partner: { ...partner, name: long('とても長い名前 LongName') } },
    plant(background) {
      plantTopic(background, {
        owner: partner.id,
        kind: 'custom',
        title: long('題').slice(0, 200),
        response: 'other',
        responseNote: long('w').slice(0, 200),
        note: long('あいうえお https://example.com/a/very/long/path '),
      })
      plantTopic(background, {
        owner: me.id,
        kind: 'custom',
        title: long('x').slice(0, 200),
        response: 'other',
        responseNote: long('y').slice(0, 200),
        note: long('z'),
      })
    },
  },
  markup: {
    context: { partner: { ...partner, name: '<b onclick=alert(1)>花</b>' } },
    plant(background) {
      plantTopic(background, {
        owner: partner.id,
        kind: 'custom',
        title: '<img src=x onerror="document.title=1">',
        response: 'other',
        responseNote: '</p><script>alert(1)</script>',
        note: '<a href="javascript:alert(1)">&amp;</a> **not bold**',
      })
    },
  },
  rtl: { context: rtlContext, plant: plantRtl },
  'rtl-prepare': { screen: 'prepare', context: rtlContext, plant: plantRtl },
  'rtl-talk': { screen: 'talk', context: rtlContext, plant: plantRtl },
  'rtl-promises': { screen: 'promises', context: rtlContext, plant: plantRtl },
  'rtl-past': { screen: 'past', context: rtlContext, plant: plantRtl },
  ...talkStates,
  ...outlookStates,
}
