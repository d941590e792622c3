/**
 * Why each law matters, and a line that breaks it; `broken.ts` breaks it, so that the page can show
 * what the kit finds.
 */
import type { LawId } from '@kiemtra/testing'

/** See the module. */
export const reasons: Readonly<Partial<Record<LawId, string>>> = {
  L1: 'A stored event can never be taken back: one that throws makes its stream unreadable for ever. Break it: `evolve` that throws when a counter that was never opened is closed.',
  L2: 'Caches, snapshots and delta reads fold in pieces. Break it: `Object.assign(state, …)` in `evolve`.',
  L3: 'Retries, replays and dry runs ask again. Break it: `Date.now()` in `decide`, or a set of command ids beside the state.',
  L4: 'What was decided on must be what the log says. Break it: data in a symbol, which JSON drops.',
  L5: 'What a codec loses is lost for ever. Break it: `NaN` in an event, a text in lower case in `encode`.',
  L6: 'A log outlives the code that wrote it. Break it: an upcaster that throws at the edge of a range.',
  L7: 'The same fact may stand in the log in several versions. Break it: an upcaster that leans on a key that the version before left beside its codec.',
  L8: 'A readable event that means something else is worse than an unreadable one. Break it: an upcaster that adds a mark to every name, asked by a view of its length.',
  L9: 'A snapshot may only be faster. Break it: a state codec that leaves out a count.',
  L10: 'Messages come twice. Break it: `Open` that opens again. What may be repeated is listed by name.',
  L11: 'A refusal leaves no trace. Break it: a rejection that carries the events it did not allow.',
  L12: 'A rule that holds in the end may have been broken on the way. Break it: one bound off by one.',
  L13: 'Subscriptions deliver at least once. Break it: a projector that skips nothing.',
  L14: 'Catching up takes big batches, living small ones. Break it: a store that writes two rows of a batch.',
  L15: 'Streams reach a reader in no order but the causal one. Break it: the last of any stream wins.',
  L16: 'A read model is only as good as its rebuild. Break it: a version that takes over the rows of the one before.',
  L17: 'Processes die between any two steps. Break it: a store that goes back one commit when it is claimed twice in a row.',
  L18: 'Readers wait for positions. Break it: a checkpoint that follows whoever commits last.',
  P1: 'A decision is only as good as the history that it was taken on. Break it: a store that appends whatever was expected.',
  P2: 'Answers get lost, and who has lost one asks again. Break it: a store that writes an append when it is asked for, not when it is run.',
  P3: 'What a subscription passes over once, no read model and no policy ever sees. Break it: a subscription that takes every position for the end.',
  P4: 'A checkpoint without its rows loses an event, rows without their checkpoint count it twice. Break it: a commit that keeps no links.',
  P6: 'A process that was paused wakes up and does not know that it was replaced. Break it: a store that lets everyone write.',
  P12: 'A gap in a read model that nobody can see is a wrong answer. Break it: a store that forgets what was skipped.',
  P15: 'Who has just decided asks for what was decided. Break it: a store that forgets deletes, or the limit of a reading backwards.',
  P16: 'Tenants, tests and versions share one storage. Break it: a store that takes `A` and `a` for one stream, or all versions of a table for one.',
  total:
    'What throws in the middle of a batch stops all that wait behind it, and says nothing that a program can act on. Break it: `decide` that throws what it means to refuse.',
  strict:
    'What gets through unnamed is stored for ever, personal data too. Break it: `t.type` where `t.strict` belongs.',
  private:
    'Failures end up in logs, which more people read than the store. Break it: a failure that quotes what it found.',
  names:
    'A stored name must mean one thing, also in ten years. Break it: two events that both once had one name.',
  sends:
    'A command is known by its cause and discriminator: two under one are one too few. Break it: a policy that sends two commands under one discriminator.',
  queries:
    'Who pages through a register must see each case once, on any store. Break it: an order that leaves ties to chance.',
  contract:
    "A service that can't stop is killed, in the middle of something. Break it: a subscription that can be left only when an event comes.",
}
