/**
 * The city in small, its plan in force, and the sample delegation: at the stage a test needs.
 */
import { type Actor, CivilDate, type PlainCommand, type StoredEvent } from '@kiemtra/kernel'
import { expect } from 'vitest'
import { sampleAgencies, sampleDelegation, samplePlan } from '@kiemtra/core/testing'
import { Agency } from '../../src/agency/index.ts'
import {
  Delegation,
  type DelegationCommand,
  type DelegationEvent,
  delegationFold,
  type DelegationState,
} from '../../src/delegation/index.ts'
import { Plan, type PlanCommand } from '../../src/plan/index.ts'
import { AgencyId, PersonId, TeamId } from '../../src/vocabulary/ids.ts'
import { accepted, sent } from '../support/sent.ts'
import { World } from '../support/world.ts'

export type DataOf<Type extends DelegationCommand['type']> = Extract<
  PlainCommand<DelegationCommand>,
  { type: Type }
>['data']

type Terms = Extract<PlainCommand<PlanCommand>, { type: 'DraftPlan' }>['data']['terms']

/** The city with the sample plan issued, under terms that may differ, and no delegation yet. */
export const cityBefore = (changes: Partial<Terms> = {}): World => {
  const world = new World()
  for (const command of sampleAgencies) accepted(world.handle(Agency, command), 'AgencyRegistered')
  for (const command of samplePlan) {
    const { data } = command
    const terms = 'terms' in data ? { terms: { ...data.terms, ...changes } } : {}
    expect(world.handle(Plan, { ...command, data: { ...data, ...terms } }).is).toBe('accepted')
  }
  return world
}

/** The same, with the delegation established on 10 March 2023. */
export const cityAfter = (): World => {
  const world = cityBefore()
  for (const command of sampleDelegation) {
    accepted(world.handle(Delegation, command), 'DelegationEstablished')
  }
  return world
}

/** Asks the plan in a city. */
export const askPlan = <Type extends PlanCommand['type']>(
  world: World,
  type: Type,
  data: Extract<PlainCommand<PlanCommand>, { type: Type }>['data'],
) => world.handle(Plan, sent(type, data))

export type Ask = <Type extends DelegationCommand['type']>(
  type: Type,
  data: Omit<DataOf<Type>, 'delegationId'> & { readonly delegationId?: string },
  meta?: { readonly actor?: Actor; readonly recordedAt?: string },
) => ReturnType<typeof handle>

const handle = (world: World, command: ReturnType<typeof sent>) => world.handle(Delegation, command)

/** Asks the sample delegation, or another that the data names. */
export const asker =
  (world: World): Ask =>
  (type, data, meta) =>
    handle(world, sent(type, { delegationId: 'doan-p61', ...data }, meta))

export const stateIn = (world: World): DelegationState => world.stateOf(delegationFold, 'doan-p61')

export const eventsIn = (world: World): ReadonlyArray<StoredEvent> =>
  world.eventsOf('delegation', 'doan-p61')

/** An official by person and agency. */
export const official = (personId: string, agencyId: string): Actor => ({
  kind: 'official',
  personId,
  agencyId,
  post: 'deputy',
})

/** A document of the agency that establishes. */
export const document = (number: string, signedOn: string, issuer = 'so-noi-vu') =>
  ({ number, kind: 'decision', issuer, signedOn }) as const

const parsed = <A extends string>(is: (u: unknown) => u is A, text: string): A => {
  if (is(text)) return text
  throw new Error(`malformed in a test: ${text}`)
}

export const day = (text: string) => parsed(CivilDate.is, text)
export const person = (text: string) => parsed(PersonId.is, text)
export const agency = (text: string) => parsed(AgencyId.is, text)
export const team = (text: string) => parsed(TeamId.is, text)

/** The only event of an answer that accepted one. */
export const onlyEvent = (answer: ReturnType<typeof handle>): DelegationEvent => {
  const event = answer.is === 'accepted' ? answer.events[0] : undefined
  if (event === undefined) throw new Error(`not accepted: ${JSON.stringify(answer)}`)
  return event
}
