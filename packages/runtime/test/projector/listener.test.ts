import { positionOf } from '@kiemtra/kernel'
import { expect, it } from 'vitest'
import { listenTo } from '../../src/projector/listener.ts'
import { rightOf } from '../support/answers.ts'
import { draft } from '../support/meta.ts'
import { Order } from '../support/orders.ts'

const heard = (stream: string, type = 'OrderShipped') => {
  const stored = { ...draft('e0', {}, type), stream, revision: 0, position: positionOf('0') }
  return rightOf(listenTo([Order], 'kiemtra')(stored))?.event.type
}

it('hears the types of its categories, within its namespace', () => {
  expect(heard('kiemtra.order-1')).toBe('OrderShipped')
  expect(heard('kiemtra.order-a-b')).toBe('OrderShipped')
  expect(heard('kiemtra.parcel-1')).toBeUndefined()
  expect(heard('kiemtrb.order-1')).toBeUndefined()
  expect(heard('kiemtra.order-1', 'FromTheFuture')).toBeUndefined()
})
