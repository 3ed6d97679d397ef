import type { PageEvent } from '../page-event.ts'
import { titleOf, toneOf } from './chips.ts'
import type { PageContext } from './context.ts'
import { h, icon, on } from './dom.ts'
import { encodeEid } from './eid.ts'
import { buildGuestSummary, buildGuestTree, hasGuestTree } from './guest-tree.ts'
import { icons } from './icons.ts'
import { whenOf } from './when.ts'

/** The inside of a saved event's quick view, and the places a storm works on. */
export interface QuickView {
  event: PageEvent
  /** `#xDetDlg`. */
  detail: HTMLElement
  header: HTMLElement
  scroller: HTMLElement
  footer: HTMLElement
  /** Puts the parts in place that arrive late: the video link and the guest tree, row by row. */
  growTo(share: number): void
}

/** What the buttons of a quick view do. */
export interface QuickViewActions {
  close(): void
  edit(event: PageEvent): void
}

/** Builds `#xDetDlg` with everything that is there from the first moment. */
export function buildQuickView(
  context: PageContext,
  event: PageEvent,
  actions: QuickViewActions,
): QuickView {
  const header = buildHeader(context, event, actions)
  const scroller = h('div', { jsname: 'sV9x3c', class: 'detail-scroller' })
  const footer = buildFooter(context, event)
  const guestsBlock = h('div', { class: 'guests-block' })
  const isHiddenBare = event.isGuestListHidden && context.modes.hidden === 'bare'
  if (event.attendees.length > 0 && !isHiddenBare) {
    guestsBlock.append(buildGuestSummary(context, event))
  }
  const video = event.hasMeet ? buildSkeleton() : null

  scroller.append(buildWhen(context, event))
  if (video !== null) scroller.append(video)
  if (event.hasMeet) scroller.append(buildNotesRow(context, event))
  if (guestsBlock.childElementCount > 0) scroller.append(guestsBlock)
  if (event.location !== '') {
    scroller.append(textRow(icons.place, 'xDetDlgLoc', event.location))
  }
  if (event.description !== '') {
    scroller.append(textRow(icons.text, 'xDetDlgDesc', event.description))
  }
  if (event.attachments.length > 0) scroller.append(buildAttachments(context, event))
  scroller.append(
    h(
      'div',
      { class: 'row' },
      icon(icons.bell),
      h(
        'ul',
        { id: 'xDetDlgNot', role: 'list', class: 'row-text plain-list' },
        h('li', {}, context.words.reminder),
      ),
    ),
    buildCalendarRow(context, event),
  )

  // Nobody has documented the last number: where guests come slowly, it is missing as well.
  const guestCount = context.modes.guests === 'slow' ? null : event.attendees.length
  const detail = h(
    'div',
    {
      id: 'xDetDlg',
      class: 'detail',
      'data-eventid': encodeEid(event),
      jslog: `35389; 2:${JSON.stringify([event.id, event.calendarId, 0, null, guestCount])}; track:click`,
    },
    h('div', { class: 'detail-column' }, header, scroller, footer, hiddenBox()),
  )
  return { event, detail, header, scroller, footer, growTo: createGrowth() }

  function createGrowth(): (share: number) => void {
    const tree = hasGuestTree(event) ? buildGuestTree(context, event) : null
    const rows = tree === null ? [] : [...tree.children]
    let isVideoReady = video === null
    return (share) => {
      if (!isVideoReady && share >= 0.6) {
        isVideoReady = true
        video?.replaceWith(buildVideo(context, event), buildPhone(context))
      }
      if (tree === null || share < 0.3) return
      const count = share >= 1 ? rows.length : Math.min(1, rows.length)
      if (!tree.isConnected) {
        tree.replaceChildren(...rows.slice(0, count))
        guestsBlock.append(tree)
      } else if (tree.childElementCount < count) {
        tree.append(...rows.slice(tree.childElementCount, count))
      }
    }
  }
}

function hiddenBox(): HTMLElement {
  const box = h('div')
  box.style.setProperty('display', 'none')
  return box
}

function buildHeader(
  context: PageContext,
  event: PageEvent,
  actions: QuickViewActions,
): HTMLElement {
  const { words } = context
  const button = (label: string, path: string, more: Record<string, string>): HTMLElement =>
    h(
      'button',
      { type: 'button', 'aria-label': label, class: 'icon-button', ...more },
      icon(path, path === icons.more ? 'icon dots' : 'icon'),
    )
  const options = button(words.options, icons.more, {
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
  })
  // The hidden menu carries the event's key as well: a trap for whoever takes the first match.
  const menu = h(
    'div',
    { class: 'menu', 'data-eventid': encodeEid(event) },
    h(
      'ul',
      { role: 'menu', 'aria-label': words.options },
      h('li', { role: 'menuitem', tabindex: -1 }, words.print),
      h('li', { role: 'menuitem', tabindex: -1 }, words.duplicate),
    ),
  )
  menu.style.setProperty('display', 'none')
  on(options, 'click', () => {
    const isShown = menu.style.display === ''
    menu.style.setProperty('display', isShown ? 'none' : '')
    options.setAttribute('aria-expanded', String(!isShown))
  })
  return h(
    'div',
    { class: 'detail-header' },
    on(button(words.edit, icons.edit, { jsname: 'DyVDA' }), 'click', () => actions.edit(event)),
    button(words.remove, icons.remove, { id: 'xDetDlgDelBu' }),
    options,
    menu,
    on(
      button(words.close, icons.close, { id: 'xDetDlgCloseBu', 'data-id': 'closeButton' }),
      'click',
      () => actions.close(),
    ),
  )
}

function buildWhen(context: PageContext, event: PageEvent): HTMLElement {
  const when = whenOf(context, event)
  const line = h('div', { class: 'when-line' }, when.day)
  if (when.time !== '') {
    line.append(h('span', { 'aria-hidden': 'true' }, '⋅'), h('span', {}, when.time))
  }
  return h(
    'div',
    { id: 'xDetDlgWhen', class: 'row when' },
    h('span', { class: 'tone-dot', 'data-tone': toneOf(event) }),
    h(
      'div',
      { class: 'row-text' },
      h(
        'div',
        { 'data-text': titleOf(context, event) },
        h(
          'span',
          { id: 'rAECCd', role: 'heading', 'aria-level': 1, class: 'detail-title' },
          titleOf(context, event),
        ),
      ),
      line,
    ),
  )
}

function buildSkeleton(): HTMLElement {
  return h(
    'div',
    { class: 'row skeleton', 'aria-busy': 'true' },
    h('span', { class: 'bone' }),
    h('span', { class: 'bone wide' }),
  )
}

function buildVideo(context: PageContext, event: PageEvent): HTMLElement {
  const when = whenOf(context, event)
  const code = event.id.replace(/[^a-z]/g, '').padEnd(10, 'x')
  return h(
    'div',
    { class: 'row' },
    icon(icons.video),
    h(
      'div',
      {
        id: 'xDetDlgVideo',
        class: 'row-text',
        'data-details': `${event.title}\n${when.day} ${when.time}\n${context.words.timeZone}: ${zone()}`,
      },
      h(
        'a',
        {
          href: `https://meet.google.com/${code.slice(0, 3)}-${code.slice(3, 7)}-${code.slice(7, 10)}`,
          target: '_blank',
          rel: 'noreferrer',
          class: 'join',
        },
        context.words.join,
      ),
    ),
  )
}

function buildPhone(context: PageContext): HTMLElement {
  return h(
    'div',
    { class: 'row' },
    icon(icons.phone),
    h('div', { id: 'xDetDlgPhone', class: 'row-text' }, context.words.phone),
    h('div', { role: 'alert' }),
  )
}

/** The row a foreign node may be turned into when rows are reused by position. */
export function buildNotesRow(context: PageContext, event: PageEvent): HTMLElement {
  return h(
    'div',
    { class: 'row notes-row' },
    icon(icons.notes),
    h(
      'div',
      { class: 'row-text' },
      h(
        'a',
        { role: 'button', tabindex: 0, 'data-doc-for': event.id },
        h('div', {}, context.words.notes),
        h('div', { class: 'quiet' }, context.words.startDocument),
      ),
    ),
  )
}

function buildAttachments(context: PageContext, event: PageEvent): HTMLElement {
  return h(
    'div',
    { class: 'row' },
    icon(icons.clip),
    h(
      'div',
      { class: 'row-text', role: 'list', 'aria-label': context.words.attachments },
      ...event.attachments.map((file) =>
        h(
          'div',
          { role: 'listitem' },
          h('a', { href: file.fileUrl, target: '_blank', rel: 'noreferrer' }, file.title),
        ),
      ),
    ),
  )
}

function buildCalendarRow(context: PageContext, event: PageEvent): HTMLElement {
  const isMeeting = event.attendees.length > 0
  const owner = isMeeting ? event.organizer.email : event.calendarId
  const name = event.organizer.name || event.organizer.email
  return h(
    'div',
    { role: 'button', tabindex: 0, class: 'row', 'data-hovercard-id': owner },
    icon(icons.calendar),
    h(
      'div',
      { id: 'xDetDlgCal', class: 'row-text' },
      isMeeting ? context.words.organizer(name) : name,
    ),
  )
}

function textRow(path: string, id: string, text: string): HTMLElement {
  return h('div', { class: 'row' }, icon(path), h('div', { id, class: 'row-text' }, text))
}

function buildFooter(context: PageContext, event: PageEvent): HTMLElement {
  const footer = h('div', { class: 'detail-footer' })
  const self = event.attendees.find((guest) => guest.isSelf)
  if (event.isSelfOrganizer || self === undefined) return footer
  const { words } = context
  const answers = [
    ['xRsvpYesBu', words.yesButton, 'accepted'],
    ['xRsvpNoBu', words.noButton, 'declined'],
    ['xRsvpMaybeBu', words.maybeButton, 'tentative'],
  ] as const
  footer.append(
    h(
      'div',
      { jsname: 'lHDFj', class: 'answer-row' },
      h('span', {}, words.going),
      ...answers.map(([id, label, status]) =>
        h(
          'button',
          {
            type: 'button',
            id,
            class: 'answer',
            'aria-pressed': self.responseStatus === status ? 'true' : 'false',
          },
          label,
        ),
      ),
    ),
  )
  return footer
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
