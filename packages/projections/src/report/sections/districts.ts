/** The report's own inspecting of districts: what they have inspected of those below them (R29). */
import type { Section } from '../model.ts'
import { type ReportRows, toldOf } from '../rows.ts'
import { percent, same } from '../words.ts'

/** Districts, and what they have inspected themselves, as of their inspection. */
export const districts = (rows: ReportRows): Section => {
  const inspected = rows.inspections.flatMap((row) =>
    row.ownInspecting === null || !toldOf(rows, row.inspectionId)
      ? []
      : [{ subjectId: row.subjectId, own: row.ownInspecting }],
  )
  const none = inspected.filter(
    ({ own }) => own.divisionsInspected === 0 && own.communesInspected === 0,
  ).length
  const share = (part: number, of: number) => (of === 0 ? same('–') : percent(part / of))
  return {
    id: 'districts',
    title: { vi: 'Huyện tự kiểm tra', en: "Districts' own inspections" },
    sentences: [
      {
        vi: `${String(inspected.length)} quận, huyện, thị xã được đánh giá việc tự kiểm tra phòng, ban và cấp xã; ${String(none)} đơn vị chưa tự kiểm tra.`,
        en: `The own inspecting of ${String(inspected.length)} districts was assessed; ${String(none)} had inspected nobody.`,
      },
    ],
    chart: {
      kind: 'stacked',
      title: { vi: 'Tự kiểm tra theo đơn vị', en: 'Own inspections by district' },
      categories: inspected.map(({ subjectId }) => rows.nameOf(subjectId)),
      series: [
        {
          name: { vi: 'Phòng, ban đã kiểm tra', en: 'Divisions inspected' },
          values: inspected.map(({ own }) => own.divisionsInspected),
        },
        {
          name: { vi: 'Cấp xã đã kiểm tra', en: 'Communes inspected' },
          values: inspected.map(({ own }) => own.communesInspected),
        },
      ],
    },
    tables: [
      {
        caption: { vi: 'Tỷ lệ tự kiểm tra', en: 'Coverage of own inspections' },
        heads: [
          { vi: 'Đơn vị', en: 'District' },
          { vi: 'Phòng, ban', en: 'Divisions' },
          { vi: 'Cấp xã', en: 'Communes' },
        ],
        rows: inspected.map(({ subjectId, own }) => [
          rows.nameOf(subjectId),
          share(own.divisionsInspected, own.divisions),
          share(own.communesInspected, own.communes),
        ]),
      },
    ],
  }
}
