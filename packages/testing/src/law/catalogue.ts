/**
 * The laws by name: what each says, and which check asks about it.
 *
 * L1 to L18 in the order of their numbers, then promises without one. A report names a law by its
 * id; a check is confined to some of them by `only`. Statements are the laws' own words: a check may
 * say in its report what a law means for the thing at hand.
 */

/**
 * The laws by their numbers, and the promises that have none: `total` (nothing throws), `strict` (keys
 * beyond the codec's don't survive), `private` (a failure says no value), `names` (no name is claimed
 * twice), `sends` (what a policy sends can be told apart and is understood), `contract` (what else a
 * port promises); and those of a simulation, which `simulate` states.
 */
export type LawId =
  | 'total'
  | 'strict'
  | 'private'
  | 'names'
  | 'sends'
  | 'contract'
  | 'settles'
  | 'order'
  | 'answers'
  | 'rows'
  | 'duties'
  | 'rules'
  | 'shown'
  | 'L1'
  | 'L2'
  | 'L3'
  | 'L4'
  | 'L5'
  | 'L6'
  | 'L7'
  | 'L8'
  | 'L9'
  | 'L10'
  | 'L11'
  | 'L12'
  | 'L13'
  | 'L14'
  | 'L15'
  | 'L16'
  | 'L17'
  | 'L18'

/** The checks that laws are asked by. */
export type CheckName =
  | 'checkDecider'
  | 'checkEventCodec'
  | 'checkUpcasts'
  | 'checkPolicy'
  | 'checkProjection'
  | 'checkReadModelStore'
  | 'checkEventStore'

/** A law. */
export interface Law {
  readonly id: LawId
  readonly name: string
  readonly statement: string
  readonly askedBy: ReadonlyArray<CheckName>
}

// ---------------------------------------------------------------- deciders

/** L1: no event of the union throws in any reachable state, fitting or not. */
export const evolveTotal: Law = {
  id: 'L1',
  name: 'evolve total',
  statement: 'evolve takes every event of the union in every reachable state',
  askedBy: ['checkDecider'],
}

/** L2: folding is an action of lists of events on states. */
export const foldIsAction: Law = {
  id: 'L2',
  name: 'fold is a monoid action',
  statement: 'fold(fold(s, a), b) = fold(s, a ++ b), fold(s, []) = s, and s itself never changes',
  askedBy: ['checkDecider'],
}

/** L3: the same question, the same answer; and what comes in is left alone. */
export const decidePure: Law = {
  id: 'L3',
  name: 'decide pure',
  statement: 'the same inputs, the same answer, at any time; and no input is ever changed',
  askedBy: ['checkDecider', 'checkPolicy', 'checkProjection'],
}

/** L4: the state after deciding is the fold of the log. */
export const replayEquivalence: Law = {
  id: 'L4',
  name: 'replay equivalence',
  statement: 'the state after deciding is the fold of what was stored, from the start',
  askedBy: ['checkDecider', 'checkPolicy'],
}

// ------------------------------------------------------ codecs and upcasts

/** L5: what is written reads back as it was. */
export const roundTrip: Law = {
  id: 'L5',
  name: 'round trip',
  statement: 'decode(encode(e)) = e, and what is stored is canonical, through JSON',
  askedBy: ['checkEventCodec', 'checkDecider', 'checkProjection'],
}

/** L6: everything ever stored can be read today. */
export const upcastTotal: Law = {
  id: 'L6',
  name: 'upcast total',
  statement: 'every stored version of every type, under every name, reads as an event of today',
  askedBy: ['checkUpcasts'],
}

/** L7: up(v → n) = up(k → n) ∘ up(v → k). */
export const upcastPathIndependent: Law = {
  id: 'L7',
  name: 'upcast path-independent',
  statement: 'whichever version a fact was stored in, it reads as the same event',
  askedBy: ['checkUpcasts'],
}

/** L8: the old fold on old events, seen through a shared question, equals the new one on upcast events. */
export const upcastCommutes: Law = {
  id: 'L8',
  name: 'upcast commutes with fold',
  statement: 'old events mean to the code of today what they meant to the code of their day',
  askedBy: ['checkUpcasts'],
}

/** L9: a snapshot is unobservable, at every cut. */
export const snapshotEquivalence: Law = {
  id: 'L9',
  name: 'snapshot equivalence',
  statement: 'at every cut, a state kept as a snapshot and read back folds on to the same state',
  askedBy: ['checkDecider'],
}

// ----------------------------------------------------------------- answers

/** L10: the same command again, after its events, does nothing more; exceptions are listed by name. */
export const commandIdempotence: Law = {
  id: 'L10',
  name: 'command idempotence',
  statement: 'the same command decided again after its events is refused, or leads to nothing',
  askedBy: ['checkDecider'],
}

/** L11: who is refused leaves nothing behind. */
export const rejectionSilent: Law = {
  id: 'L11',
  name: 'rejection is silent',
  statement: 'a rejection is a tagged value, carries no events and changes nothing',
  askedBy: ['checkDecider'],
}

/** L12: what must hold, holds after every prefix, not just at the end. */
export const invariantsHold: Law = {
  id: 'L12',
  name: 'invariants',
  statement: 'what is said to hold of every state holds after every single event',
  askedBy: ['checkDecider'],
}

// ------------------------------------------------- projections and stores

/** L13: a law of projector and checkpoint, not of `apply`: a redelivered position is skipped. */
export const redeliveryIdempotence: Law = {
  id: 'L13',
  name: 'projection idempotence',
  statement: 'what is delivered again, at or before the checkpoint, changes no row',
  askedBy: ['checkProjection', 'checkReadModelStore'],
}

/** L14: any split of the log into batches gives the same rows. */
export const batchInvariance: Law = {
  id: 'L14',
  name: 'batch invariance',
  statement: 'however the log is cut into batches, the rows are the same',
  askedBy: ['checkProjection'],
}

/** L15: for orders that respect causation: an event after what caused it and what it relied on. */
export const streamCommutativity: Law = {
  id: 'L15',
  name: 'stream commutativity',
  statement:
    'in any order that keeps each stream’s own and puts causes first, the rows are the same',
  askedBy: ['checkProjection'],
}

/** L16: rebuilt or gone on, live or beside; what the log can't produce is gone. */
export const rebuildEquivalence: Law = {
  id: 'L16',
  name: 'rebuild equivalence',
  statement: 'rebuilt from zero, or gone on from any checkpoint, the rows are the same',
  askedBy: ['checkProjection', 'checkReadModelStore'],
}

/** L17: a crash at any step, and at another one after the restart, leaves no trace. */
export const crashEquivalence: Law = {
  id: 'L17',
  name: 'crash equivalence',
  statement: 'a crash at any step, then a restart, ends as if there had been no crash',
  askedBy: ['checkProjection', 'checkReadModelStore', 'checkEventStore'],
}

/** L18: a checkpoint is never behind what it was, and never says more than the rows. */
export const checkpointMonotone: Law = {
  id: 'L18',
  name: 'checkpoint monotone',
  statement: 'a checkpoint never goes back, and is never ahead of the rows, nor they of it',
  askedBy: ['checkProjection', 'checkReadModelStore'],
}

// ------------------------------------------------- promises without number

/** Nothing throws, whatever it is asked in whatever state. */
export const totality: Law = {
  id: 'total',
  name: 'total',
  statement: 'nothing throws, whatever it is asked and shown',
  askedBy: ['checkDecider', 'checkEventCodec', 'checkPolicy', 'checkProjection'],
}

/** No key that a codec doesn't name gets through. */
export const strictKeys: Law = {
  id: 'strict',
  name: 'strict',
  statement: 'what the codec does not name is refused or dropped: keys, and values of another kind',
  askedBy: ['checkEventCodec'],
}

/** Failures can be logged: they hold no value. */
export const privateFailures: Law = {
  id: 'private',
  name: 'private',
  statement: 'a failure to decode names places and kinds, and never a value',
  askedBy: ['checkEventCodec'],
}

/** A stored name means one thing. */
export const uniqueNames: Law = {
  id: 'names',
  name: 'names',
  statement: 'no name, old ones included, is claimed by two definitions',
  askedBy: ['checkEventCodec'],
}

/** A command sent twice is one command, and two commands are two. */
export const distinctSends: Law = {
  id: 'sends',
  name: 'sends',
  statement: 'what a policy sends decodes at its target, and can be told apart',
  askedBy: ['checkPolicy'],
}

/** What a port promises beyond the laws above: a case of its contract. */
export const portContract: Law = {
  id: 'contract',
  name: 'contract',
  statement: 'a store keeps every promise of its port',
  askedBy: ['checkReadModelStore', 'checkEventStore'],
}

/**
 * Every law, those with numbers first.
 *
 * @example
 * laws.find(({ id }) => id === 'L4')?.name // => 'replay equivalence'
 */
export const laws: ReadonlyArray<Law> = [
  evolveTotal,
  foldIsAction,
  decidePure,
  replayEquivalence,
  roundTrip,
  upcastTotal,
  upcastPathIndependent,
  upcastCommutes,
  snapshotEquivalence,
  commandIdempotence,
  rejectionSilent,
  invariantsHold,
  redeliveryIdempotence,
  batchInvariance,
  streamCommutativity,
  rebuildEquivalence,
  crashEquivalence,
  checkpointMonotone,
  totality,
  strictKeys,
  privateFailures,
  uniqueNames,
  distinctSends,
  portContract,
]

/** Whether a law is asked about, where a check is confined to some. */
export const isAsked = (law: Law, only: ReadonlyArray<Law> | undefined): boolean =>
  only === undefined || only.some(({ id }) => id === law.id)
