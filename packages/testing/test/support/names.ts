/** Events with a past: renamed, revised and retired. */
import { event, eventCodec, type EventOfCodec, retired } from '@kiemtra/kernel'
import * as t from 'io-ts'

const Named = (up: (name: string) => string) =>
  event('Named', t.strict({ name: t.string }))
    .revised(t.strict({ vi: t.string, en: t.string }), ({ name }) => ({
      vi: up(name),
      en: up(name),
    }))
    .renamedFrom('Renamed')

export const nameEvents = (up: (name: string) => string = (name) => name) =>
  eventCodec(
    Named(up),
    event('Ended', t.strict({ year: t.number })),
    retired('Closed', t.strict({ year: t.number }), ({ year }) => ({
      type: 'Ended' as const,
      data: { year },
    })),
  )

export type NameEvent = EventOfCodec<ReturnType<typeof nameEvents>>
