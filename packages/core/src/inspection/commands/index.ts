/**
 * Every command to an inspection, in the order of its life.
 */
import { commandCodec } from '@kiemtra/kernel'
import type * as t from 'io-ts'
import { conclusionCommands } from './conclusion.ts'
import { fieldworkCommands } from './fieldwork.ts'
import { preparationCommands } from './preparation.ts'

/** Codec of every command to an inspection. */
export const InspectionCommand = commandCodec(
  ...preparationCommands,
  ...fieldworkCommands,
  ...conclusionCommands,
)

/** A command to an inspection. */
export type InspectionCommand = t.TypeOf<typeof InspectionCommand>
