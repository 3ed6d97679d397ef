import { callOffMeeting } from '../../lib/document/edits/edit-lifecycle.ts'
import { removeMemo } from '../../lib/document/edits/edit-memo.ts'
import { changePeriod, setPurpose } from '../../lib/document/edits/edit-relation.ts'
import type { PanelSession } from '../../lib/panel/session-contract.ts'
import type { FakeBackground } from './fake-background.ts'
import {
  plantClosing,
  plantEnding,
  plantLastTime,
  plantLongThread,
  plantMemo,
  plantNuance,
  plantPromise,
  plantRelation,
  plantYears,
} from './plant-talk.ts'
import { plantTopic } from './plant-topic.ts'
import {
  arrivedStatus,
  formerPairId,
  formerPartner,
  me,
  partner,
  sampleMeeting,
  sampleNowMs,
  samplePairId,
} from './sample-context.ts'
import type { GalleryState } from './states.ts'

const minuteMs = 60_000

/** The meeting has been going on for a quarter of an hour. */
const holding = {
  meeting: {
    ...sampleMeeting,
    startMs: sampleNowMs - 14 * minuteMs,
    endMs: sampleNowMs + 16 * minuteMs,
  },
}

function plantHold(background: FakeBackground): void {
  plantRelation(background, 'diagonal')
  const topicId = plantTopic(background, {
    owner: me.id,
    kind: 'custom',
    title: 'そちらの部署では？',
    response: 'view',
  })
  plantMemo(background, {
    by: partner.id,
    topicId,
    text: 'うちは週次で数字を見ない。月に一度、お客さまの声を三つだけ読む。',
  })
  plantMemo(background, {
    by: me.id,
    topicId,
    suffix: 'own1',
    text: '数字の前に声、という順番を試してみたい。',
  })
  plantMemo(background, {
    by: me.id,
    topicId,
    kind: 'keep',
    text: '会議の最初の5分は声から始める',
  })
}

/** Words for nobody else: beside the whole 1-on-1, and beside the topic that was made last. */
function plantNotes(session: PanelSession, background: FakeBackground): void {
  session.actions.writeNote(null, '', '異動の話は、まだ出さない。')
  const topics = background
    .documentOf(samplePairId)
    .read()
    .meetings.flatMap((one) => one.topics)
  const topic = topics.find(({ kind }) => kind === 'custom')
  if (topic === undefined) throw new Error('no topic to write beside')
  session.actions.writeNote(topic.id, '', 'この話は、まず自分のことばで言い直してから。')
}

/** States of memos, promises, endings and what is left from last time. */
export const talkStates: Record<string, GalleryState> = {
  'glance-called-off': {
    plant(background) {
      plantTopic(background, { owner: me.id, kind: 'career', response: 'listen' })
      callOffMeeting(background.documentOf(samplePairId), sampleMeeting, true, sampleNowMs)
      const before = {
        key: 'weekly@google.com|20261119T010000Z',
        startMs: sampleNowMs - 7 * 24 * 60 * minuteMs,
        day: '2026-11-19',
      }
      plantTopic(background, { owner: partner.id, kind: 'work', meeting: before })
      callOffMeeting(background.documentOf(samplePairId), before, true, sampleNowMs)
    },
  },
  'glance-same-person': {
    context: { addresses: [{ pairId: formerPairId, partner: formerPartner, kind: 'asked' }] },
  },
  'relation-addresses': {
    screen: 'relation',
    scroll: 'end',
    context: {
      addresses: [
        { pairId: formerPairId, partner: formerPartner, kind: 'same' },
        {
          pairId: '11'.repeat(16),
          partner: { id: '4'.repeat(16), email: 'nao@example.com', name: '高橋 なお' },
          kind: 'other',
        },
      ],
    },
    // The relation goes on from the former address.
    plant(background) {
      const former = background.documentOf(formerPairId)
      changePeriod(former, { kind: 'mentor', mentee: me.id, cadenceDays: 14 })
      setPurpose(former, '答えを急がず、問いを持ち続ける。')
      background.setElsewhere({ pairId: formerPairId, self: me.id, partner: formerPartner.id })
    },
  },
  'talk-empty': { screen: 'talk' },
  'talk-hold': { context: holding, plant: plantHold },
  'talk-last-time': {
    screen: 'talk',
    plant(background) {
      plantLastTime(background)
      plantTopic(background, { owner: me.id, kind: 'work', response: 'together' })
    },
  },
  'glance-long-thread': {
    plant(background) {
      plantLongThread(background)
      plantTopic(background, { owner: partner.id, kind: 'work', response: 'together' })
    },
  },
  'talk-nuance': {
    screen: 'talk',
    plant(background) {
      const topicId = plantTopic(background, { owner: partner.id, kind: 'career' })
      const text =
        '異動は来年にする方向で考える。上には、まだ話さない。\n今の仕事は一区切りつけてから動く。'
      const memoId = plantMemo(background, { by: partner.id, topicId, text })
      plantNuance(background, memoId, {
        by: me.id,
        at: 0,
        reply: '「方向で考える」というより、まだ迷っている、に近いです。',
      })
    },
  },
  'talk-removed': {
    screen: 'talk',
    plant(background) {
      const id = plantMemo(background, { by: me.id, text: '書き間違えたメモ', suffix: 'gone' })
      removeMemo(background.documentOf(samplePairId), id)
    },
  },
  'talk-ended': {
    context: holding,
    screen: 'talk',
    plant(background) {
      plantHold(background)
      plantEnding(background, partner.id)
    },
  },
  'talk-next': {
    plant: plantLastTime,
    act: (session) => session.actions.prepareNext(true),
    screen: 'prepare',
  },
  'promises-empty': { screen: 'promises' },
  promises: {
    screen: 'promises',
    plant(background) {
      plantLastTime(background)
      plantPromise(background, {
        id: 'kept',
        owner: me.id,
        text: '勉強会の日程を送る',
        isDone: true,
      })
    },
  },
  'glance-last-time': {
    plant(background) {
      plantLastTime(background)
      plantTopic(background, { owner: partner.id, kind: 'career', response: 'listen' })
    },
  },
  'prepare-last-time': { screen: 'prepare', plant: plantLastTime },
  'talk-private': {
    context: holding,
    plant: plantHold,
    act: plantNotes,
    scroll: 'end',
  },
  'talk-private-topic': { context: holding, plant: plantHold, act: plantNotes },
  'talk-private-hidden': {
    context: holding,
    act(session) {
      session.actions.writeNote(null, '', '異動の話は、まだ出さない。')
      session.actions.hideLane(true)
    },
  },
  'past-empty': { screen: 'past' },
  past: { screen: 'past', plant: plantYears },
  'past-found': {
    screen: 'past',
    plant: plantYears,
    type: '声から',
  },
  'past-private': { screen: 'past', plant: plantYears, act: plantNotes },
  'past-private-found': { screen: 'past', plant: plantYears, act: plantNotes, type: 'ことば' },
  'past-nothing': { screen: 'past', plant: plantYears, type: '見つからないことば' },
  'relation-mentor': {
    screen: 'relation',
    plant(background) {
      plantLastTime(background)
      plantRelation(background, 'mentor')
    },
  },
  'relation-lateral': {
    screen: 'relation',
    plant: (background) => plantRelation(background, 'lateral'),
  },
  'relation-closing': {
    screen: 'relation',
    scroll: 'end',
    plant: (background) => plantClosing(background, false),
  },
  'relation-closed': {
    screen: 'relation',
    plant: (background) => plantClosing(background, true),
  },
  'relation-access-over': {
    screen: 'relation',
    context: { status: { ...arrivedStatus, phase: 'local', problem: 'file/out-of-reach' } },
    plant: (background) => plantClosing(background, true),
  },
  'relation-access-taken': {
    screen: 'relation',
    scroll: 'end',
    context: {
      status: {
        ...arrivedStatus,
        provider: 'microsoft',
        file: {
          id: 'od.QUJD',
          url: 'https://contoso-my.sharepoint.com/:t:/g/personal/hana/Eabc',
          provider: 'onedrive',
          isMine: true,
          isAttached: true,
          isShared: false,
        },
        readers: {
          kind: 'more',
          others: ['aiko@contoso.example'],
          checkedMs: sampleNowMs - 60_000,
        },
      },
    },
    plant: (background) => plantClosing(background, true),
  },
  'question-midterm': {
    screen: 'prepare',
    plant(background) {
      plantRelation(background, 'mentor', '2026-03-01')
      plantTopic(background, { owner: me.id, kind: 'career' })
    },
    scroll: 'end',
  },
}
