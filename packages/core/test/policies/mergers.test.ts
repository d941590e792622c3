/** Obligations outlive a plan and an agency (R1, R21, R26): the mergers of 2025 as a scenario. */
import { civilDate } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { agencyFold, isOpenOn, planFold, remediationFold } from '../../src/index.ts'
import { asksFor, claims, document, goesOn, names, pursued, untilThe } from './obligations.ts'
import { before, decided, effectiveOn, mergers, plannedFor2025 } from './mergers.ts'
import { ends, eventsIn, stateOf, type World } from './support.ts'

const holder = async ({ ports }: World, index: number) => {
  const state = await stateOf(ports, remediationFold, `d${String(index)}`)
  return state.status === 'none' ? undefined : state.subjectId
}

/** The scenario until the day after the mergers, the plan closed long before. */
const merged = async () => {
  const made = await pursued(...before, ends('ClosePlan', '2023-12-29'))
  await untilThe(made, '2024-12-31')
  await goesOn(made, ...plannedFor2025, ...decided)
  await untilThe(made, '2025-02-28')
  const onTheEve = await Promise.all(mergers.map((_, i) => holder(made, i)))
  await untilThe(made, effectiveOn)
  return { made, onTheEve }
}

const labour = mergers.findIndex(({ successors }) => successors[0] === 'so-noi-vu')
const information = mergers.findIndex(({ successors }) => successors.length > 1)

describe('the mergers of 2025', () => {
  it('R26: obligations and tasks go to the successors on the day, and wait where there are several', async () => {
    const { made, onTheEve } = await merged()
    expect(onTheEve).toEqual(mergers.map(({ agency }) => agency))
    for (const [i, { agency, successors }] of mergers.entries()) {
      const to = successors.length === 1 ? successors[0] : agency
      expect(await holder(made, i)).toBe(to)
      const [task] = (await eventsIn(made.ports, `assignment-t${String(i)}`)).slice(-1)
      expect(task?.data).toMatchObject({ assigneeId: to })
    }
  })

  it('R26: a taker that is named late gets them then', async () => {
    const { made } = await merged()
    await goesOn(
      made,
      names('so-thong-tin-va-truyen-thong', 'so-khoa-hoc-va-cong-nghe', '2025-05-05'),
    )
    const [named] = (await eventsIn(made.ports, 'agency-so-thong-tin-va-truyen-thong')).slice(-1)
    expect(named?.data).toMatchObject({ late: true })
    expect(await holder(made, information)).toBe('so-khoa-hoc-va-cong-nghe')
  })

  it('R26: targets of the year’s plan go with them, and that of several successors waits', async () => {
    const { made } = await merged()
    const subjects = async () => {
      const plan = await stateOf(made.ports, planFold, 'p25-2025')
      const targets = plan.status === 'undrafted' ? [] : [...plan.targets.values()]
      return Object.fromEntries(targets.map(({ targetId, subjectId }) => [targetId, subjectId]))
    }
    const taken = Object.fromEntries(
      mergers.map(({ agency, successors: [first, ...others] }) => [
        agency,
        others.length === 0 ? first : agency,
      ]),
    )
    // Home Affairs has a target of its own, and that of Labour beside it.
    expect(taken['so-lao-dong-thuong-binh-va-xa-hoi']).toBe('so-noi-vu')
    expect(await subjects()).toEqual({ ...taken, 'so-noi-vu': 'so-noi-vu' })
    await goesOn(
      made,
      names('so-thong-tin-va-truyen-thong', 'so-khoa-hoc-va-cong-nghe', '2025-05-05'),
    )
    expect(await subjects()).toEqual({
      ...taken,
      'so-noi-vu': 'so-noi-vu',
      'so-thong-tin-va-truyen-thong': 'so-khoa-hoc-va-cong-nghe',
    })
  })

  it('R21: who took it over doesn’t verify it, though it concluded; the issuer names another', async () => {
    const { made } = await merged()
    const id = `d${String(labour)}`
    await goesOn(made, claims(id, '2025-06-02'))
    const verifies = (verifiedBy: string, more: object = {}) =>
      asksFor('VerifyCompletion', id, '2025-06-03', { verifiedBy, text: 'Synthetic', ...more })
    expect(await made.does(verifies('so-noi-vu'))).toBe('VerifierHeldIt')
    expect(await made.does(verifies('thanh-tra-thanh-pho'))).toBe('VerifierNotNamed')
    const namedBy = document('ubnd-thanh-pho', '2025-06-03')
    expect(await made.does(verifies('thanh-tra-thanh-pho', { namedBy }))).toBe('ok')
  })

  it('R1, R22: it stays open two years, the plan closed and the first holder gone, and is owed a follow-up', async () => {
    const { made } = await merged()
    await untilThe(made, '2025-06-02')
    const state = await stateOf(made.ports, remediationFold, `d${String(labour)}`)
    expect(isOpenOn(state, civilDate(2023, 6, 1))).toBe(true)
    expect(isOpenOn(state, civilDate(2025, 6, 1))).toBe(true)
    expect(state).toMatchObject({ subjectId: 'so-noi-vu', pursuit: 'owed' })
    const gone = await stateOf(made.ports, agencyFold, 'so-lao-dong-thuong-binh-va-xa-hoi')
    expect(gone.status).toBe('dissolved')
  })
})
