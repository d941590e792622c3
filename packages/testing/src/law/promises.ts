/**
 * What stores promise: P1 to P16 as far as a store alone can keep or break them, and what has no
 * number.
 *
 * The others of the sixteen are laws of the catalogue under another number (P5 is L15, P7 is L16, P9
 * is L9, P10 is L6), or promises of drivers and of services, which no store can keep by itself.
 */
import type { Law } from './law.ts'

/** P1: of those who append at one revision one wins, and the others are told what stands. */
export const streamOrder: Law = {
  id: 'P1',
  name: 'stream order',
  statement: 'revisions count without gaps, and an append is whole, and only where it was expected',
  askedBy: ['checkEventStore'],
}

/** P2: who has lost an answer asks again. */
export const safeRetry: Law = {
  id: 'P2',
  name: 'safe retry',
  statement: 'an append sent again is answered as the first time and written once, and no other is',
  askedBy: ['checkEventStore'],
}

/** P3: the global order has no holes that are filled later. */
export const nothingPassedOver: Law = {
  id: 'P3',
  name: 'nothing passed over',
  statement: 'every event has its place in one order, and from any place all that follow come',
  askedBy: ['checkEventStore'],
}

/** P4: rows, links and checkpoint in one transaction. */
export const onceWithCheckpoint: Law = {
  id: 'P4',
  name: 'once, with its checkpoint',
  statement: 'rows, links and checkpoint are written together or not at all',
  askedBy: ['checkReadModelStore'],
}

/** P6: the fencing epoch: who was overtaken writes nothing, however late it wakes up. */
export const oneWriter: Law = {
  id: 'P6',
  name: 'one writer',
  statement: 'of all who claimed a table or build it, only the latest writes',
  askedBy: ['checkReadModelStore'],
}

/** P12: what an operator had passed over is on record. */
export const skipsRecorded: Law = {
  id: 'P12',
  name: 'skips recorded',
  statement: 'an event that was passed over is on record, and stays there',
  askedBy: ['checkReadModelStore'],
}

/** P15: what was acknowledged is there for the next question. */
export const readYourWrite: Law = {
  id: 'P15',
  name: 'read your own write',
  statement: 'what was acknowledged is what every question afterwards is answered from',
  askedBy: ['checkReadModelStore', 'checkEventStore'],
}

/** P16: streams, namespaces, tables and versions don't know of each other. */
export const keptApart: Law = {
  id: 'P16',
  name: 'kept apart',
  statement: 'nothing done to one stream, namespace or table shows in another',
  askedBy: ['checkReadModelStore', 'checkEventStore'],
}

/** A page is a piece of one order, which every store has in common. */
export const queriesInOrder: Law = {
  id: 'queries',
  name: 'queries',
  statement: 'a query finds what it asks for in one total order, and pages are pieces of it',
  askedBy: ['checkReadModelStore'],
}

/** What a port promises beyond the laws above: who leaves leaves nothing open, only old versions are dropped. */
export const portContract: Law = {
  id: 'contract',
  name: 'contract',
  statement:
    'a store keeps what else its port promises: who leaves is let go, what is dropped was replaced',
  askedBy: ['checkReadModelStore', 'checkEventStore'],
}
