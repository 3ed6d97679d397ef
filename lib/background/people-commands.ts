import type { ErrorCode } from '../base/app-error.ts'
import type { PanelCommand } from '../messaging/panel-command-schemas.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { placeOf } from '../model/named-people.ts'
import type { PairOverride } from '../model/one-on-one.ts'
import { normaliseEmail } from '../model/people.ts'
import type { PairStore } from '../storage/ports.ts'
import type { NameBook } from './name-book.ts'
import type { PanelView } from './panel-hub.ts'

/** Commands about who is meant by a name. */
export type PeopleCommand = Extract<
  PanelCommand,
  { name: 'choose-person' | 'other-person' | 'tell-addresses' }
>

/** Carries one out; resolves to the code to tell, or null. */
export type RunPeopleCommand = (
  command: PeopleCommand,
  panel: PanelView,
) => Promise<ErrorCode | null>

/** Builds it. */
export function createPeopleCommands(dependencies: {
  pairs: PairStore
  names: Pick<NameBook, 'choosePerson' | 'chooseOther' | 'tell'>
  /** The event the panel shows; null where none is known. */
  factsOf: (panel: PanelView) => Promise<EventFacts | null>
  /** Stores what the person decided and judges the event anew. */
  setOverride: (panel: PanelView, override: PairOverride | null) => Promise<void>
  /** Moves pairs of which more is known now. */
  settle: () => Promise<void>
}): RunPeopleCommand {
  const { pairs, names, setOverride } = dependencies

  const recordOf = async ({ pairId }: PanelView) => (pairId === null ? null : pairs.get(pairId))

  return async (command, panel) => {
    const facts = await dependencies.factsOf(panel)
    switch (command.name) {
      case 'choose-person': {
        if (facts === null || facts.host !== 'outlook') return 'message/invalid'
        const { partnerName, selfName, index } = command
        await names.choosePerson(facts, { name: partnerName, index, selfName })
        await setOverride(panel, 'always')
        return null
      }
      case 'other-person': {
        const record = await recordOf(panel)
        if (facts === null || record?.byName === undefined) return 'message/invalid'
        await names.chooseOther(facts, record.byName, record)
        await setOverride(panel, 'always')
        return null
      }
      case 'tell-addresses': {
        const record = await recordOf(panel)
        if (record === null) return 'message/invalid'
        const place = record.byName?.place ?? (facts === null ? null : placeOf(facts))
        if (place === null) return 'message/invalid'
        const partner = command.partner ?? record.partner.email
        const self = command.self ?? record.self.email
        // The two of a pair are never one person.
        const isOne = partner !== null && self !== null
        if (isOne && normaliseEmail(partner) === normaliseEmail(self)) return 'people/same-address'
        await names.tell(record.byName ?? null, place, {
          partner: command.partner,
          self: command.self,
        })
        await dependencies.settle()
        return null
      }
    }
  }
}
