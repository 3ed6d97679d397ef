import type { PanelContext, PanelNaming } from '../../lib/model/panel-context.ts'
import type { SyncStatus } from '../../lib/model/sync-status.ts'
import {
  arrivedStatus,
  formerPairId,
  formerPartner,
  localStatus,
  me,
  partner,
} from './sample-context.ts'
import type { GalleryState } from './states.ts'

const naming: PanelNaming = {
  isByName: true,
  candidates: [],
  people: [],
  ownEmails: ['mio@contoso.example', 'mio@example.com'],
  hasCalendar: false,
  clientId: '0f6c2b1e-8a3d-4c6f-9b7e-1d2f3a4b5c6d',
}

const offer = (change: Partial<PanelNaming>): Partial<PanelContext> => ({
  kind: 'offer',
  pairId: null,
  self: null,
  partner: null,
  naming: { ...naming, isByName: false, ...change },
})

const nameless: Partial<PanelContext> = {
  self: { ...me, email: null, name: '' },
  partner: { ...partner, email: null },
  naming,
}

const withStatus = (change: Partial<SyncStatus>): Partial<PanelContext> => ({
  naming,
  status: { ...localStatus, provider: 'microsoft', ...change },
})

const cloudFile = {
  id: 'od.QUJD',
  url: 'https://contoso-my.sharepoint.com/:t:/g/personal/hana/Eabc',
  provider: 'onedrive' as const,
  isMine: false,
  isAttached: false,
  isShared: true,
}

/** The panel beside Outlook, and pairs whose two people live in different worlds. */
export const outlookStates: Record<string, GalleryState> = {
  'outlook-offer': { context: offer({ candidates: ['佐藤 花'] }) },
  'outlook-offer-two': { context: offer({ candidates: ['佐藤 花', '森 みお'] }) },
  'outlook-offer-same': {
    context: offer({
      candidates: ['佐藤 花'],
      people: [
        { index: 0, email: 'hana@example.com' },
        { index: 1, email: null },
      ],
    }),
  },
  'outlook-tell': {
    context: { ...nameless, ...withStatus({ connection: 'connected', nextStep: 'tell-address' }) },
  },
  'outlook-consent': {
    context: withStatus({ connection: 'connected', nextStep: 'consent', file: cloudFile }),
  },
  'visit-google': {
    context: withStatus({
      provider: 'google',
      file: { ...cloudFile, id: 'drive', url: '', provider: 'google' },
    }),
  },
  'share-device': { screen: 'share', context: { ...nameless, ...withStatus({}) } },
  'share-connected': {
    screen: 'share',
    context: {
      naming,
      status: { ...arrivedStatus, provider: 'microsoft', file: { ...cloudFile, isMine: true } },
    },
  },
  'share-addresses': {
    screen: 'share',
    scroll: 'end',
    context: {
      ...withStatus({ connection: 'connected', nextStep: 'create' }),
      addresses: [
        { pairId: formerPairId, partner: formerPartner, provider: 'microsoft', kind: 'same' },
      ],
      naming: null,
    },
  },
  'share-google': { screen: 'share', context: { status: arrivedStatus } },
}
