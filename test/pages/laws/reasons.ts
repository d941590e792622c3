/**
 * Why each law matters, and what is wrong with the line that breaks it on the page of laws.
 */
import type { LawId } from '@kiemtra/testing'

/** See the module. */
export interface Reason {
  /** What happens to somebody where the law is broken. */
  readonly why: string
  /** What the broken line does, in words. */
  readonly broken: string
}

/** See the module. */
export const reasons: Readonly<Partial<Record<LawId, Reason>>> = {
  L1: {
    why: 'A stored event can’t be taken back. If folding it throws, its stream can never be loaded again, and no command for it can be decided.',
    broken: 'Closing a counter that was never opened throws.',
  },
  L2: {
    why: 'Caches, snapshots and delta reads fold a stream in pieces. If a state changes under its holder, the next command is decided on a state that never was.',
    broken: 'Counting writes into the state that it was given.',
  },
  L3: {
    why: 'A command is decided again after a conflict or a lost answer. If the second answer differs, what the caller was told is not what was stored.',
    broken: 'The total of a closed counter is the number of calls so far.',
  },
  L4: {
    why: 'After a restart there is only the log. What the state knew and no event says is gone, and the next decision is another one.',
    broken: 'The total travels in a symbol, which JSON drops.',
  },
  L5: {
    why: 'The codec is the only way into the store. What it loses is lost for ever, and nobody notices before someone needs it.',
    broken: 'Whatever was counted is stored as 1.',
  },
  L6: {
    why: 'A log outlives the code that wrote it. One old event that today’s code can’t read stops every rebuild, at that event.',
    broken: 'The year after the last one that is allowed is not allowed.',
  },
  L7: {
    why: 'The same fact stands in the log in the version of its day. If the versions read differently, equal cases are treated differently, by their age.',
    broken:
      'The second upcaster reads a key that the first one has left beside its codec; what was stored between the two hasn’t got it.',
  },
  L8: {
    why: 'An event that can’t be read is noticed. One that reads well and means something else is not: registers and reports are wrong, and look right.',
    broken: 'The upcaster gives a name to what had none.',
  },
  L9: {
    why: 'A snapshot may only make loading faster. If it leaves something out, a busy stream is decided by other rules than a quiet one.',
    broken: 'The snapshot forgets how often was counted.',
  },
  L10: {
    why: 'Messages come twice: a button is pressed again, a queue delivers again. If a repeated command does more, things happen twice. What is meant to be repeated is listed by name.',
    broken: 'Opening a counter that is open opens it again.',
  },
  L11: {
    why: 'Who is refused must be able to try again as if nothing had been. A rejection that carries events invites somebody to store what was refused.',
    broken: 'Every rejection carries an event.',
  },
  L12: {
    why: 'A limit that is kept in the end may have been broken on the way, and a reader of the log, or a crash, stops on the way.',
    broken: 'The counter counts on while there is any room, enough or not.',
  },
  L13: {
    why: 'Subscriptions deliver at least once. If a redelivery counts, a figure in a register grows each time that a process restarts.',
    broken: 'A store counts its commits, and forgets the position that it is told.',
  },
  L14: {
    why: 'Catching up comes in big batches, daily work in small ones. If the cut shows, a rebuilt table differs from the one that was read until now.',
    broken: 'A store writes the first two rows of a batch.',
  },
  L15: {
    why: 'Which of two streams a reader hears first is chance. If it shows, the same facts make different rows, and nobody can say which are right.',
    broken: 'The amount that came last stands for the total, whatever stream it came from.',
  },
  L16: {
    why: 'A read model can be mended only if it can be thrown away. If a rebuild gives other rows, nobody dares to rebuild, and mistakes stay.',
    broken: 'What is built anew remembers no links.',
  },
  L17: {
    why: 'Processes die between any two steps. What was acknowledged before must be there afterwards, once.',
    broken: 'A store begins anew when it has been closed.',
  },
  L18: {
    why: 'Who has just decided waits until the checkpoint has reached the new event, then reads. If the checkpoint runs ahead of the rows, they read what was before the decision.',
    broken: 'A rebuild that is behind the table takes its place.',
  },
  P1: {
    why: 'A command is decided on a history. If something came between, the decision may break a rule that both, one after the other, would have kept.',
    broken: 'An append that conflicts is carried out all the same, where the stream stands.',
  },
  P2: {
    why: 'Answers get lost, and who has lost one asks again. If that writes again, one order is carried out twice.',
    broken: 'An append is written when it is asked for, and not when it is run.',
  },
  P3: {
    why: 'What a subscription has passed over, no read model shows and no policy acts on: a deadline passes, and nobody is told.',
    broken: 'A subscription that goes on from a position begins at the end.',
  },
  P4: {
    why: 'A checkpoint without its rows loses an event; rows without their checkpoint count it twice. Both stay until the next rebuild.',
    broken: 'A commit writes rows and checkpoint, and no links.',
  },
  P6: {
    why: 'A process that was paused wakes up and doesn’t know that it was replaced. If it may still write, it writes rows of long ago over those of today.',
    broken: 'Whoever commits claims the table anew, so everyone may write.',
  },
  P12: {
    why: 'One event that can’t be read need not stop all others. But a gap that nobody can see is a wrong answer, given with confidence.',
    broken: 'A store doesn’t say what was skipped.',
  },
  P15: {
    why: 'Who has just decided asks what was decided. If they are shown less, they decide again.',
    broken: 'Reading backwards ignores the limit, so the last event comes with all the others.',
  },
  P16: {
    why: 'Tenants, tests and versions share one storage. If one shows in another, one agency reads another’s files.',
    broken: 'Names of streams in small and in capital letters are one.',
  },
  total: {
    why: 'What throws in the middle of a batch stops all that waits behind it, and says nothing that a program can act on.',
    broken: 'What should be refused is thrown.',
  },
  strict: {
    why: 'What gets through unnamed is stored for ever. Often it is personal data that a form has sent along, and that nobody may keep.',
    broken: 'The codec is `t.type` where `t.strict` belongs.',
  },
  private: {
    why: 'Failures end up in logs, which more people read than the store. What a failure quotes has left the store without anybody having been asked.',
    broken: 'A failure quotes what it found.',
  },
  names: {
    why: 'A stored name must mean one thing, also in ten years. If two definitions claim it, old events are read by whichever comes first.',
    broken: 'Two events both had one name before.',
  },
  sends: {
    why: 'A command that a policy sends is known by what caused it and by its discriminator. Two of the same are one for who receives them: the second is never carried out.',
    broken: 'Both commands carry the same discriminator.',
  },
  secrecy: {
    why: 'A visit that is meant to be a surprise is none if a number in a public table has gone up. Nobody has to read the secret; that it can be told is enough.',
    broken: 'Of a counter that is still open, and secret, there is a row.',
  },
  queries: {
    why: 'Who goes through a register page by page must see each case once. If the order leaves something to chance, one case is shown twice and another never.',
    broken: 'A page in descending order is turned round.',
  },
  contract: {
    why: 'A service that can’t stop is killed, in the middle of something; one that holds on to what it has left runs out of connections.',
    broken: 'A subscription can be left only when an event comes.',
  },
}
