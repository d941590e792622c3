/**
 * What the policy `windows` knows of an inspection, and what it does about it.
 */
import type { DaysRefusal } from '../inspection/shapes.ts'
import { noStory, type Story } from './story.ts'

// ------------------------------------------------------------------- model

/** The days of a visit; plain, as a policy passes them on. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** Why days change. */
export type MovePurpose = 'reveal' | 'pause' | 'resumption' | 'extension' | 'end'

/** What one event leads to. */
export type WindowsStep =
  | { readonly do: 'move'; readonly on: Days; readonly purpose: MovePurpose }
  | { readonly do: 'release' }
  | {
      readonly do: 'succeed'
      readonly on: Days
      readonly purpose: 'handover' | 'resumption'
      /** In whose calendar the window stands, and what it used there of it, if the rest is given back. */
      readonly fromId: string
      readonly used: Days | undefined
      /** Whether the inspection knows of these days, should they be given. */
      readonly isKnown: boolean
    }
  | { readonly do: 'resume' | 'extend' | 'confirm'; readonly on: Days }
  | {
      readonly do: 'refuse-resumption' | 'refuse-extension'
      readonly on: Days
      readonly reason: DaysRefusal
    }
  | { readonly do: 'flag'; readonly actId: string }

/** What this policy knows of an inspection. */
export interface WindowsState extends Story<WindowsStep> {
  readonly visit:
    | {
        readonly inspectionId: string
        readonly subjectId: string
        readonly keeperId: string
        readonly isUnannounced: boolean
      }
    | undefined
  readonly windowId: string | undefined
  readonly hasOpened: boolean
  readonly isOver: boolean
  /** The ended agency in whose calendar its window still stands, if none has been asked for since. */
  readonly awayIn: string | undefined
  /** The days that it has, as its own stream says; while it is paused, those that it has used. */
  readonly days: Days | undefined
  /** The last day that it has asked for: the calendar may hold days up to there. */
  readonly askedUntil: string
  /** Whether others share its window: then the days are theirs, too, and none are given back. */
  readonly isShared: boolean
}

export const initialState: WindowsState = {
  visit: undefined,
  windowId: undefined,
  hasOpened: false,
  isOver: false,
  awayIn: undefined,
  days: undefined,
  askedUntil: '',
  isShared: false,
  ...noStory,
}

// --------------------------------------------------------------- behaviour

/** It has these days, as its own stream says. */
export const has = (days: Days): Pick<WindowsState, 'days' | 'askedUntil'> => ({
  days,
  askedUntil: days.to,
})

/** The later of two days. */
export const later = (a: string, b: string): string => (a > b ? a : b)
