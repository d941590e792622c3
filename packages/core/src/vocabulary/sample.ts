/**
 * Samples: how many there were, how many were looked at, how many did not conform (R12).
 */
import * as t from 'io-ts'
import { checked } from './checked.ts'
import { Count } from './number.ts'
import { Text } from './text.ts'

/** One part of a breakdown of what was sampled. */
const SamplePart = t.strict({ label: Text, count: Count })

/**
 * A sample. The parts of its breakdown and the remainder add up to what was sampled: published
 * figures often don't add up, and then the remainder says so instead of hiding it.
 */
export const Sample = checked(
  t.exact(
    t.intersection([
      t.type({
        sampled: Count,
        nonConforming: Count,
        breakdown: t.readonlyArray(SamplePart),
        remainder: Count,
      }),
      t.partial({ population: Count }),
    ]),
  ),
  ({ population, sampled, nonConforming, breakdown, remainder }) =>
    nonConforming <= sampled &&
    sampled <= (population ?? sampled) &&
    (breakdown.length === 0 ||
      breakdown.reduce((sum, part) => sum + part.count, remainder) === sampled),
  'sample that adds up or shows its remainder',
)
export type Sample = t.TypeOf<typeof Sample>
