/**
 * What the page of laws breaks is sound: with nothing replaced, every law is proven, so that it is the
 * broken line that the kit finds.
 */
import { type LawId, type Report, reportText } from '@kiemtra/testing'
import { expect, it } from 'vitest'
import {
  closedTotalsAnd,
  codecWith,
  counterWith,
  echoSending,
  limitedCounterWith,
  totalsBy,
  totalsWrittenWith,
} from './sound-models.ts'
import {
  builderWith,
  eventStoreWith,
  onceClosed,
  readModelsWith,
  writerWith,
} from './sound-stores.ts'

const sound: Readonly<Record<string, () => Report | Promise<Report>>> = {
  counterWith: () => counterWith({}),
  limitedCounterWith: () => limitedCounterWith({}),
  codecWith: () => codecWith({}),
  totalsBy: () => totalsBy((total, by) => total + by),
  totalsWrittenWith: () => totalsWrittenWith(() => ({})),
  closedTotalsAnd: () => closedTotalsAnd({}),
  echoSending: () => echoSending((one) => one),
  eventStoreWith: () => eventStoreWith(() => ({})),
  onceClosed: () => onceClosed((log) => log),
  readModelsWith: () => readModelsWith(() => ({})),
  writerWith: () => writerWith(() => ({})),
  builderWith: () => builderWith(() => ({})),
}

/** A log that outlives its store is still there when it should be closed. */
const known: Readonly<Record<string, ReadonlyArray<LawId>>> = { onceClosed: ['total'] }

it.each(Object.keys(sound))(
  '%s is proven, nothing replaced',
  async (name) => {
    const report = await sound[name]?.()
    const unproven = report?.laws.flatMap(({ law, verdict }) => (verdict === 'proven' ? [] : [law]))
    expect(unproven, report && reportText(report)).toEqual(known[name] ?? [])
  },
  60_000,
)
