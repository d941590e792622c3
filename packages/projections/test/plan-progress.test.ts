import { expect, it } from 'vitest'
import { planProgress } from '../src/index.ts'
import { city, rowsOf } from './support/city.ts'
import { announced, concluded, fieldwork, unannounced, type Visit } from './support/course.ts'

const dongDa: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const hoanKiem: Visit = { inspectionId: 's1', subjectId: 'hoan-kiem' }
it('works', async () => {
  const c = await city(...announced(dongDa), ...unannounced(hoanKiem), ...fieldwork(dongDa, ['f1', 'achievement', 'minor']), ...concluded(dongDa))
  const rows = await rowsOf(c, planProgress)
  console.log(JSON.stringify(rows['p61-2023'], null, 1))
  expect(1).toBe(1)
})
