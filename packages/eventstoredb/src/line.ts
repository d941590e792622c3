/**
 * One subscription of a client, as letters: what it delivers and how it ends.
 *
 * Read with a high-water mark of 0: by default the client runs up to 16 events ahead of its reader,
 * and would report a checkpoint, or the end, before the events in front of it are handled. A
 * checkpoint waits until its letter is taken; nothing in the client's callbacks can throw, as it
 * would wedge the subscription or end the process.
 */
import type { IncomingPosition, LogPosition, OpenSubscription, Resolved } from './client.ts'
import type { Connection } from './connection.ts'
import { drain } from './drain.ts'
import type { Mailbox } from './mailbox.ts'

/** What comes over the line. */
export type Letter =
  | { readonly _tag: 'Event'; readonly resolved: Resolved }
  | { readonly _tag: 'Checkpoint'; readonly at: IncomingPosition }
  | { readonly _tag: 'CaughtUp' }
  | { readonly _tag: 'FellBehind' }
  | { readonly _tag: 'Dropped'; readonly error: unknown }

/** The server reports a checkpoint after so many records that aren't ours, times its window. */
const CHECKPOINT_INTERVAL = 1
const SEARCH_WINDOW = 32

/** Opens a line into a mailbox; returns how to hang up. */
export const openLine = (
  { client, call }: Connection,
  prefix: string,
  fromPosition: LogPosition | 'start',
  letters: Mailbox<Letter>,
): (() => void) => {
  let open = true
  const post = (letter: Letter): Promise<void> => (open ? letters.post(letter) : Promise.resolve())

  const subscription = client.subscribeToAll(
    {
      ...call,
      fromPosition,
      filter: {
        filterOn: 'streamName',
        prefixes: [prefix],
        checkpointInterval: CHECKPOINT_INTERVAL,
        maxSearchWindow: SEARCH_WINDOW,
        checkpointReached: (_subscription, at) => post({ _tag: 'Checkpoint', at }),
      },
    },
    { objectMode: true, readableHighWaterMark: 0 },
  )
  subscription.on('unpipe', drain)
  subscription.on('caughtUp', () => void post({ _tag: 'CaughtUp' }))
  subscription.on('fellBehind', () => void post({ _tag: 'FellBehind' }))
  void pump(subscription, post)

  return () => {
    open = false
    letters.clear()
    // A call that can't be cancelled has ended already.
    subscription.unsubscribe().catch(() => undefined)
    subscription.destroy()
  }
}

/**
 * A loop and not listeners: what a `data` listener throws is no error of the subscription, and an error
 * without a listener ends the process, while the loop's iterator goes on listening when it is left.
 */
const pump = async (
  subscription: OpenSubscription,
  post: (letter: Letter) => Promise<void>,
): Promise<void> => {
  try {
    for await (const resolved of subscription) await post({ _tag: 'Event', resolved })
    await post({ _tag: 'Dropped', error: ENDED })
  } catch (error) {
    await post({ _tag: 'Dropped', error })
  }
}

/** The server, or a disposed client, ended the subscription without a word. */
const ENDED = Object.assign(new Error('the subscription ended'), { type: 'cancelled' })
