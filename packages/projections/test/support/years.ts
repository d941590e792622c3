/** Steps from one year into the next: the city's plans of 2023 are closed, another one is issued. */
import { addTarget, changed, document, draftPlan, issuePlan, plan, type Step } from './city.ts'

/** The city's next plan, in two steps and a third. */
export const nextPlan = (year = 2024, kind = 'reform'): ReadonlyArray<Step> => {
  const about = { planId: 'p61-2024', happenedOn: '2023-12-20' }
  const window = { from: `${String(year)}-06-05`, to: `${String(year)}-06-06` }
  return [
    changed(draftPlan('p62-2023'), { ...about, year, kind }),
    changed(addTarget('p62-2023', 'dong-da', 'doan-1', window), about),
    changed(issuePlan('p62-2023'), {
      ...about,
      document: document('9/KH-UBND', 'ubnd-thanh-pho', '2023-12-20'),
    }),
  ]
}
const closePlan = (
  planId: string,
  targetIds: ReadonlyArray<string>,
  happenedOn = '2023-12-01',
): Step =>
  plan('ClosePlan', {
    planId,
    happenedOn,
    report: document(
      planId === 'p61-2023' ? '97/BC-SNV' : '98/BC-SNV',
      'ubnd-thanh-pho',
      happenedOn,
    ),
    notReached: targetIds.map((targetId) => ({ targetId, reason: 'Không bố trí được' })),
  })

/** The city's plans of 2023, closed with what was not visited: all but Dong Da by p61-2023 (`i1`). */
export const closed2023 = [
  closePlan('cong-vu-2023', ['dong-da-doan-1', 'dong-da-doan-2']),
  plan('RecordResult', {
    planId: 'p61-2023',
    happenedOn: '2023-11-30',
    result: { kind: 'reached', targetId: 'dong-da-doan-1', inspectionId: 'i1' },
  }),
  closePlan('p61-2023', ['dong-da-doan-2', 'hoan-kiem-doan-1', 'so-tu-phap-doan-2']),
] as const
