/** The report's initiatives: what was found worth replicating, and how far it has spread (R24). */
import type { InitiativeRow } from '../../initiative-catalogue.ts'
import type { Section } from '../model.ts'
import { type ReportRows, toldOf } from '../rows.ts'
import { same } from '../words.ts'

/** Initiatives and their replication. */
export const initiatives = (rows: ReportRows): Section => {
  const all = rows.initiatives.filter(({ inspectionId }) => toldOf(rows, inspectionId))
  const spreading = all.filter(({ replicationCount }) => replicationCount > 0)
  const count = (...statuses: ReadonlyArray<InitiativeRow['status']>): number =>
    all.filter(({ status }) => statuses.includes(status)).length
  const recognised = count('recognised', 'replicating', 'replicated')
  return {
    id: 'initiatives',
    title: { vi: 'Sáng kiến và nhân rộng', en: 'Initiatives and their replication' },
    sentences: [
      {
        vi: `${String(all.length)} sáng kiến, kinh nghiệm, mô hình được ghi nhận; ${String(recognised)} được công nhận, ${String(spreading.length)} được nhân rộng.`,
        en: `${String(all.length)} initiatives were recorded; ${String(recognised)} recognised, ${String(spreading.length)} replicated.`,
      },
    ],
    chart: {
      kind: 'stacked',
      title: { vi: 'Nhân rộng theo sáng kiến', en: 'Replication by initiative' },
      categories: spreading.map(({ title }) => same(title)),
      series: [
        {
          name: { vi: 'Đã áp dụng', en: 'Taken over' },
          values: spreading.map(({ appliedCount }) => appliedCount),
        },
        {
          name: { vi: 'Chưa', en: 'Not yet, or not suited' },
          values: spreading.map((row) => row.replicationCount - row.appliedCount),
        },
      ],
    },
    tables: [
      {
        caption: { vi: 'Nhân rộng', en: 'Replication' },
        heads: [
          { vi: 'Sáng kiến', en: 'Initiative' },
          { vi: 'Nơi áp dụng', en: 'Agencies that took it over' },
          { vi: 'Nơi được giao', en: 'Agencies that are to' },
        ],
        rows: spreading.map((row) => [same(row.title), row.appliedCount, row.replicationCount]),
      },
    ],
  }
}
