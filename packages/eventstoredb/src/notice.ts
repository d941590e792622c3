/**
 * What a subscription tells of itself, beside what it delivers.
 */
import type { Position } from '@kiemtra/kernel'

/** What became of a subscription. */
export type SubscriptionNotice =
  /** The server ended it, or the connection broke; it is taken up again by itself. */
  | {
      readonly _tag: 'Dropped'
      readonly namespace: string
      readonly reason: string
      /** How many times in a row, from 1. */
      readonly failures: number
      readonly resumesInMs: number
    }
  /** The end of the log was reached. */
  | { readonly _tag: 'CaughtUp'; readonly namespace: string; readonly position: Position }
  /** The server says that it falls behind (24.2 and later). */
  | { readonly _tag: 'FellBehind'; readonly namespace: string; readonly position: Position }
