/**
 * Folding a batch: what it asks the store for, what it tells the projection, and what is to be written.
 */
import { type AnyProjection, positionOf, projection } from '@kiemtra/kernel'
import { right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import type { ReadModelBatch } from '../../src/index.ts'
import { foldBatch, foldInto, type RowSource } from '../../src/projector/fold-batch.ts'
import { foldingOf } from '../../src/projector/folding.ts'
import { drain, emptyWorkspace, forget, sizeOf } from '../../src/projector/workspace.ts'
import { rightOf } from '../support/answers.ts'
import { Box, boxes, delivered, emptied, type Happened, looked, put } from '../support/boxes.ts'

/** A store that holds some rows, and tells what it was asked for. */
const storeOf = (held: Readonly<Record<string, unknown>> = {}) => {
  const asked: { readonly rows: string[][]; readonly links: string[][] } = { rows: [], links: [] }
  const source: RowSource = {
    rows: (keys) => async () => {
      asked.rows.push([...keys])
      return right(new Map(keys.flatMap((key) => (key in held ? [[key, held[key]] as const] : []))))
    },
    links: (streams) => async () => {
      asked.links.push([...streams])
      return right(new Map())
    },
  }
  return { source, asked }
}

const folded = async (
  happened: ReadonlyArray<Happened>,
  held: Readonly<Record<string, unknown>> = {},
  folds: AnyProjection = boxes,
) => {
  const { source, asked } = storeOf(held)
  const folding = foldingOf(folds, 'kiemtra')
  const done = await foldBatch(folding, source, happened.map(delivered), positionOf('9'))
  return { batch: rightOf(done), asked }
}

const AT_9 = { position: '9', upserts: [], deletes: [], links: [] }

describe('a batch', () => {
  it('asks for each row once, and counts an event once for a key, however often it names it', async () => {
    const { batch, asked } = await folded([put('a', 'b', 'a'), put('b', 'b')], { b: { count: 5 } })
    expect(asked.rows).toEqual([['a', 'b']])
    expect(batch.upserts).toEqual([
      { key: 'a', row: { count: 1 } },
      { key: 'b', row: { count: 7 } },
    ])
  })

  it('writes no row that stays as it was', async () => {
    const { batch } = await folded([looked('a'), looked('b')], { b: { count: 5 } })
    expect(batch).toEqual(AT_9)
  })

  it('deletes what the store holds, and nothing that has come and gone', async () => {
    const { batch } = await folded([emptied('a'), put('b'), emptied('b')], { a: { count: 1 } })
    expect(batch).toEqual({ ...AT_9, deletes: ['a'] })
  })

  it('asks for no links where the projection keeps none', async () => {
    const { asked } = await folded([put('a'), { type: 'Read', data: { of: 'x' } }])
    expect(asked.links).toEqual([])
  })

  it('remembers of a stream all that its events have left, the last word on each', async () => {
    const labels = projection<{ readonly labels: string }>()({
      name: 'labels',
      version: 1,
      from: [Box],
      audience: 'public',
      row: t.strict({ labels: t.string }),
      indexes: [],
      on: {
        Read: {
          keys: ({ stream }, links) => {
            // Not what a projection should do: it fails until the other stream's links are there.
            const other = links.of('kiemtra.box-2')
            if (!('loaded' in other)) throw new Error('no links yet')
            return [stream]
          },
          apply: (_, __, remembered) => ({ labels: JSON.stringify(remembered) }),
        },
      },
      links: ({ event: e }) =>
        e.type === 'Labelled' ? { [e.data.name]: e.data.value } : undefined,
    })
    const labelled = (name: string, value: string) => ({ type: 'Labelled', data: { name, value } })
    const { source, asked } = storeOf()
    const withOther: RowSource = {
      ...source,
      links: (streams) => async () => {
        await source.links(streams)()
        const other = 'kiemtra.box-2'
        return right(new Map(streams.includes(other) ? [[other, { loaded: 'yes' }]] : []))
      },
    }
    const happened = [
      labelled('colour', 'red'),
      labelled('size', 'small'),
      labelled('colour', 'blue'),
      { type: 'Read', data: { of: 'x' } },
    ]
    const folding = foldingOf(labels, 'kiemtra')
    const batch = rightOf(
      await foldBatch(folding, withOther, happened.map(delivered), positionOf('9')),
    )
    const ids = { colour: 'blue', size: 'small' }
    expect(batch.links).toEqual([{ stream: 'kiemtra.box-1', ids }])
    expect(batch.upserts.map(({ row }) => row)).toEqual([{ labels: JSON.stringify(ids) }])
    expect(asked.links).toEqual([['kiemtra.box-1'], ['kiemtra.box-2']])
  })
})

describe('a workspace that is kept', () => {
  it('writes what has changed since, and knows what the store holds by now', async () => {
    const folding = foldingOf(boxes, 'kiemtra')
    const { source, asked } = storeOf()
    const workspace = emptyWorkspace()
    const next = async (...happened: ReadonlyArray<Happened>): Promise<ReadModelBatch> => {
      rightOf(await foldInto(folding, source, workspace, happened.map(delivered)))
      return drain(workspace, folding.row, positionOf('9'))
    }
    const a = (n: number) => ({ key: 'a', row: { count: n } })
    expect(await next(put('a'), put('a'))).toEqual({ ...AT_9, upserts: [a(2)] })
    expect(await next(put('a'))).toEqual({ ...AT_9, upserts: [a(3)] })
    expect(await next(looked('a'))).toEqual(AT_9)
    expect(await next(emptied('a'))).toEqual({ ...AT_9, deletes: ['a'] })
    expect(await next(put('a'), emptied('a'))).toEqual(AT_9)
    expect(await next(put('a'))).toEqual({ ...AT_9, upserts: [a(1)] })
    expect(asked.rows).toEqual([['a']])
    workspace.links.set('kiemtra.box-1', { a: 'b' })
    workspace.changedLinks.add('kiemtra.box-1')
    const links = [{ stream: 'kiemtra.box-1', ids: { a: 'b' } }]
    expect(await next()).toEqual({ ...AT_9, links })
    expect(await next()).toEqual(AT_9)
    expect(sizeOf(workspace)).toBe(2)
    forget(workspace)
    expect(sizeOf(workspace)).toBe(0)
  })
})
