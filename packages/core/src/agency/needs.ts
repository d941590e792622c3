/**
 * What an agency must know of others: that a superior, or a successor, is there. (cited)
 */
import { foldOf, type Needs } from '@kiemtra/kernel'
import type { AgencyId } from '../vocabulary/ids.ts'
import type { AgencyCommand } from './commands.ts'
import { AgencyEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { type AgencyState, initialState } from './state.ts'

/** The fold of an agency's stream, for this and every other aggregate's needs. */
export const agencyFold = foldOf({
  category: 'agency',
  event: AgencyEvents,
  initialState,
  evolve,
})

/** States of other agencies, by their ids. */
export type AgencyFacts = Readonly<Record<string, AgencyState>>

/** The agencies that a command refers to. */
export const needs = (command: AgencyCommand): Needs<AgencyFacts> => {
  switch (command.type) {
    case 'RegisterAgency':
      return command.data.superiorId === undefined ? {} : agencies([command.data.superiorId])
    case 'ChangeSuperior':
      return agencies([command.data.superiorId])
    case 'DissolveAgency':
      return agencies(command.data.successors)
    case 'RenameAgency':
    case 'AppointHead':
    case 'VacateHead':
    case 'RecordIndexResult':
    case 'NameTaker':
      return {}
  }
}

const agencies = (ids: ReadonlyArray<AgencyId>): Needs<AgencyFacts> =>
  Object.fromEntries(ids.map((id) => [id, { of: agencyFold, id }]))
