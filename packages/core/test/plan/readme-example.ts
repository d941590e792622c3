import { Agency, Plan, planLabels } from '@kiemtra/core'
import { sampleAgencies, samplePlan } from '@kiemtra/core/testing'
import { commandHandler, inMemoryEventStore } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'

const handle = commandHandler({ events: inMemoryEventStore() })

// A city in small registers its agencies; then its plan is drafted, gets a target, and is issued.
for (const command of sampleAgencies) await handle(Agency, command)()
for (const command of samplePlan) await handle(Plan, command)()

// A target after that is refused, with the rule and a sentence that says what to do instead.
const answer = await handle(Plan, {
  type: 'RemoveTarget',
  data: { planId: 'p61-2023', happenedOn: '2023-03-20', targetId: 't1' },
  meta: {
    commandId: 'remove-t1',
    actor: { kind: 'official', personId: 'p-7', agencyId: 'so-noi-vu', post: 'head' },
    recordedAt: '2023-03-20T02:00:00.000Z',
  },
})()
if (isLeft(answer) && answer.left._tag === 'Rejected') {
  const { rejection } = answer.left
  console.log(rejection.rule, planLabels.rejection(rejection).en)
  // R1 Plan p61-2023 was issued on 2023-03-03; amend it by a document.
}
