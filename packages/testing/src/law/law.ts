/**
 * What a law is: an id for reports, a statement, and the checks that ask about it.
 */

/**
 * The laws and promises by their numbers, and those that have none: `total` (nothing throws), `strict` (keys
 * beyond the codec's don't survive), `private` (a failure says no value), `names` (no name is claimed
 * twice), `sends` (what a policy sends can be told apart and is understood), `secrecy` (a reader is told
 * nothing of what it may not know), `queries` (rows in one order, page by page), `contract` (what else a
 * port promises); and those of a simulation, which `simulate` states.
 */
export type LawId =
  | 'total'
  | 'strict'
  | 'private'
  | 'names'
  | 'sends'
  | 'secrecy'
  | 'queries'
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
  | 'P1'
  | 'P2'
  | 'P3'
  | 'P4'
  | 'P6'
  | 'P12'
  | 'P15'
  | 'P16'

/** The checks that laws are asked by. */
export type CheckName =
  | 'checkDecider'
  | 'checkEventCodec'
  | 'checkUpcasts'
  | 'checkPolicy'
  | 'checkProjection'
  | 'checkSecrecy'
  | 'checkReadModelStore'
  | 'checkEventStore'

/** A law. */
export interface Law {
  readonly id: LawId
  readonly name: string
  readonly statement: string
  readonly askedBy: ReadonlyArray<CheckName>
}
