/**
 * Lists whose counterexamples are short: they shrink by leaving out any part, then item by item.
 *
 * fast-check's arrays leave out what comes first, and so keep whatever follows the item that
 * matters.
 */
import fc from 'fast-check'

/** Lists without some of their items: the later half, the earlier one, and so on down to each alone. */
export function* leavingOut<A>(items: ReadonlyArray<A>): IterableIterator<ReadonlyArray<A>> {
  let size = items.length
  while (size > 1) {
    size = (size + 1) >> 1
    for (let end = items.length; end > 0; end -= size) {
      const start = Math.max(0, end - size)
      yield items.toSpliced(start, end - start)
    }
  }
}

/** Lists of one item and more. */
export const lists = <A>(
  item: fc.Arbitrary<A>,
  maxLength: number,
): fc.Arbitrary<ReadonlyArray<A>> => new Lists(item, maxLength)

class Drawn<A> {
  readonly values: ReadonlyArray<fc.Value<A>>

  constructor(values: ReadonlyArray<fc.Value<A>>) {
    this.values = values
  }
}

class Lists<A> extends fc.Arbitrary<ReadonlyArray<A>> {
  private readonly item: fc.Arbitrary<A>
  private readonly maxLength: number

  constructor(item: fc.Arbitrary<A>, maxLength: number) {
    super()
    this.item = item
    this.maxLength = maxLength
  }

  override generate(mrng: fc.Random, bias: number | undefined): fc.Value<ReadonlyArray<A>> {
    const length = mrng.nextInt(1, this.maxLength)
    return listOf(Array.from({ length }, () => this.item.generate(mrng, bias)))
  }

  override canShrinkWithoutContext(_: unknown): _ is ReadonlyArray<A> {
    return false
  }

  override shrink(_: ReadonlyArray<A>, context: unknown): fc.Stream<fc.Value<ReadonlyArray<A>>> {
    return isDrawn<A>(context) ? fc.stream(this.smaller(context.values)) : fc.Stream.nil()
  }

  private *smaller(
    values: ReadonlyArray<fc.Value<A>>,
  ): IterableIterator<fc.Value<ReadonlyArray<A>>> {
    for (const fewer of leavingOut(values)) yield listOf(fewer)
    for (const [i, { value, context }] of values.entries()) {
      for (const simpler of this.item.shrink(value, context)) yield listOf(values.with(i, simpler))
    }
  }
}

const listOf = <A>(values: ReadonlyArray<fc.Value<A>>): fc.Value<ReadonlyArray<A>> =>
  new fc.Value(
    values.map(({ value }) => value),
    new Drawn(values),
  )

const isDrawn = <A>(context: unknown): context is Drawn<A> => context instanceof Drawn
