/**
 * Facts: the states of other streams that a decision needs, folded from the log.
 *
 * All are read at once, each as it stands now or as it was known at an instant. The revisions that
 * the decision relied on are cited in the order of the needs.
 */
import { type EventMeta, type Need, type Needs, streamOf } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { load, loadAsOf, type LoadFailure, type Source } from './load.ts'

/** Facts, and where they were read. */
export interface LoadedFacts<F> {
  readonly facts: F
  readonly reads: EventMeta['reads']
}

/** Why facts could not be had. */
export type FactFailure =
  LoadFailure | { readonly _tag: 'UnknownReference'; readonly stream: string }

interface Fact<S> {
  readonly stream: string
  readonly state: S
  readonly revision: number
}

/**
 * Loads every fact that is needed; the first failure in the order of the needs is the answer. Most
 * commands need none, and are answered without a turn of the event loop.
 */
export const loadFacts = <F>(
  source: Source,
  namespace: string,
  needs: Needs<F>,
  signal: AbortSignal | undefined,
): Either<FactFailure, LoadedFacts<F>> | Promise<Either<FactFailure, LoadedFacts<F>>> => {
  for (const _ in needs) return loadAll(source, namespace, needs, signal)
  const facts: Partial<F> = {}
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- no name is needed, so none is missing
  return right({ facts: facts as F, reads: [] })
}

const loadAll = async <F>(
  source: Source,
  namespace: string,
  needs: Needs<F>,
  signal: AbortSignal | undefined,
): Promise<Either<FactFailure, LoadedFacts<F>>> => {
  const loading: Promise<readonly [keyof F, Either<FactFailure, Fact<F[keyof F]>>]>[] = []
  for (const name in needs) {
    loading.push(loadFact(source, namespace, needs[name], signal).then((fact) => [name, fact]))
  }
  const facts: Partial<F> = {}
  const reads: { readonly stream: string; readonly revision: number }[] = []
  for (const [name, fact] of await Promise.all(loading)) {
    if (isLeft(fact)) return fact
    const { stream, revision, state } = fact.right
    facts[name] = state
    const cited = reads.some((read) => read.stream === stream && read.revision === revision)
    if (!cited) reads.push({ stream, revision })
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the loop has set every name that the needs have
  return right({ facts: facts as F, reads })
}

const loadFact = async <S>(
  source: Source,
  namespace: string,
  need: Need<S>,
  signal: AbortSignal | undefined,
): Promise<Either<FactFailure, Fact<S>>> => {
  const stream = streamOf(namespace, need.of.category, need.id)
  const loaded =
    need.asOf === undefined
      ? await load(source, need.of, stream, signal)
      : await loadAsOf(source, need.of, stream, need.asOf, signal)
  if (isLeft(loaded)) return loaded
  const { state, revision } = loaded.right
  return revision < 0 && need.absent !== 'initial'
    ? left({ _tag: 'UnknownReference', stream })
    : right({ stream, state, revision })
}
