/**
 * Vietnam's public holidays, days off in lieu and make-up days, 2023 to 2027, for civil servants.
 *
 * By the Labour Code of 2019: article 112 gives 11 days a year (New Year 1, Tết 5, Hùng Kings 1,
 * 30 April, 1 May, National Day 2); article 111(3) gives a day in lieu for one on a weekend. Which
 * days around Tết and National Day, and which working days are swapped for a Saturday, the Prime
 * Minister decides each year. `source` names the word that an entry rests on; 'expected' marks what
 * follows from the law or a draft, or what no source at hand confirms.
 *
 * It is data of one issue, and replaceable: `workingCalendar` takes your own.
 */
import { civilDate, isCivilDate } from './civil-date.ts'
import { type CalendarEntry, workingCalendar, type WorkingCalendar } from './working-calendar.ts'

/** Entries that share their kind, name and source. */
interface Run {
  readonly kind: CalendarEntry['kind']
  readonly names: readonly [vi: string, en: string]
  readonly basis: CalendarEntry['basis']
  readonly source: string
  readonly on: ReadonlyArray<string>
}

const NEW_YEAR = ['Tết Dương lịch', "New Year's Day"] as const
const TET = ['Tết Nguyên đán', 'Lunar New Year'] as const
const HUNG_KINGS = ['Giỗ Tổ Hùng Vương', 'Hùng Kings Commemoration Day'] as const
const VICTORY = ['Ngày Chiến thắng', 'Reunification Day'] as const
const LABOUR = ['Ngày Quốc tế lao động', 'International Workers’ Day'] as const
const NATIONAL = ['Quốc khánh', 'National Day'] as const
const CULTURE = ['Ngày Văn hóa Việt Nam', 'Vietnam Culture Day'] as const
const IN_LIEU = ['Nghỉ bù', 'Day off in lieu'] as const
const SWAPPED = ['Nghỉ hoán đổi', 'Day off swapped for a Saturday'] as const
const MAKE_UP = ['Làm bù', 'Make-up working day'] as const

const off = (
  basis: CalendarEntry['basis'],
  source: string,
  names: Run['names'],
  ...on: ReadonlyArray<string>
): Run => ({ kind: 'holiday', names, basis, source, on })

const work = (basis: CalendarEntry['basis'], source: string, on: string): Run => ({
  kind: 'makeUp',
  names: MAKE_UP,
  basis,
  source,
  on: [on],
})

const LAW = 'Labour Code 2019, articles 111 and 112'
const PM_2023 = '8056/VPCP-KGVX, 1 December 2022'
const PM_2024 = '8662/VPCP-KGVX, 3 November 2023'
const PM_2024_APRIL = '2450/VPCP-KGVX, 12 April 2024'
const PM_2025 = '8726/VPCP-KGVX, 26 November 2024; 6150/TB-BLĐTBXH, 3 December 2024'
const PM_2026_NEW_YEAR = '12729/VPCP-KGVX, 25 December 2025'
const PRESS_2026 =
  'Vietnam News Agency, 17 October 2025; Thanh Niên, 13 January and 23 February 2026'
const CULTURE_DAY = 'Politburo resolution 80-NQ/TW, 7 January 2026; Government resolution 30/NQ-CP'

const runs: ReadonlyArray<Run> = [
  off('announced', LAW, NEW_YEAR, '2023-01-01'),
  off('announced', LAW, IN_LIEU, '2023-01-02'),
  off('announced', PM_2023, TET, '2023-01-20', '2023-01-21', '2023-01-22', '2023-01-23'),
  off('announced', PM_2023, TET, '2023-01-24'),
  off('announced', PM_2023, IN_LIEU, '2023-01-25', '2023-01-26'),
  off('announced', LAW, HUNG_KINGS, '2023-04-29'),
  off('announced', LAW, VICTORY, '2023-04-30'),
  off('announced', LAW, LABOUR, '2023-05-01'),
  off('announced', LAW, IN_LIEU, '2023-05-02', '2023-05-03'),
  off('announced', PM_2023, NATIONAL, '2023-09-01', '2023-09-02'),
  off('announced', PM_2023, IN_LIEU, '2023-09-04'),

  off('announced', LAW, NEW_YEAR, '2024-01-01'),
  off('announced', PM_2024, TET, '2024-02-08', '2024-02-09', '2024-02-10', '2024-02-11'),
  off('announced', PM_2024, TET, '2024-02-12'),
  off('announced', PM_2024, IN_LIEU, '2024-02-13', '2024-02-14'),
  off('announced', LAW, HUNG_KINGS, '2024-04-18'),
  off('announced', PM_2024_APRIL, SWAPPED, '2024-04-29'),
  off('announced', LAW, VICTORY, '2024-04-30'),
  off('announced', LAW, LABOUR, '2024-05-01'),
  work('announced', PM_2024_APRIL, '2024-05-04'),
  off('announced', PM_2024, NATIONAL, '2024-09-02', '2024-09-03'),

  off('announced', LAW, NEW_YEAR, '2025-01-01'),
  off('announced', PM_2025, TET, '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30'),
  off('announced', PM_2025, TET, '2025-01-31'),
  off('announced', LAW, HUNG_KINGS, '2025-04-07'),
  work('announced', PM_2025, '2025-04-26'),
  off('announced', LAW, VICTORY, '2025-04-30'),
  off('announced', LAW, LABOUR, '2025-05-01'),
  off('announced', PM_2025, SWAPPED, '2025-05-02'),
  off('announced', PM_2025, NATIONAL, '2025-09-01', '2025-09-02'),

  off('announced', LAW, NEW_YEAR, '2026-01-01'),
  off('announced', PM_2026_NEW_YEAR, SWAPPED, '2026-01-02'),
  work('announced', PM_2026_NEW_YEAR, '2026-01-10'),
  off('announced', PRESS_2026, TET, '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'),
  off('announced', PRESS_2026, TET, '2026-02-20'),
  off('announced', LAW, HUNG_KINGS, '2026-04-26'),
  off('announced', LAW, IN_LIEU, '2026-04-27'),
  off('announced', LAW, VICTORY, '2026-04-30'),
  off('announced', LAW, LABOUR, '2026-05-01'),
  // Five days from 29 August were announced; the Saturday that makes up for Monday is from memory.
  work('expected', 'the Saturday before, not confirmed by a source at hand', '2026-08-22'),
  off('announced', PRESS_2026, SWAPPED, '2026-08-31'),
  off('announced', PRESS_2026, NATIONAL, '2026-09-01', '2026-09-02'),
  off('expected', CULTURE_DAY, CULTURE, '2026-11-24'),

  off('expected', LAW, NEW_YEAR, '2027-01-01'),
  // The first of the lunar year is Saturday 6 February; two days before it and three from it, as usual.
  off('expected', LAW, TET, '2027-02-04', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'),
  off('expected', LAW, IN_LIEU, '2027-02-09', '2027-02-10'),
  off('expected', LAW, HUNG_KINGS, '2027-04-16'),
  off('expected', LAW, VICTORY, '2027-04-30'),
  off('expected', LAW, LABOUR, '2027-05-01'),
  off('expected', LAW, IN_LIEU, '2027-05-03'),
  off('expected', LAW, NATIONAL, '2027-09-02', '2027-09-03'),
  off('expected', CULTURE_DAY, CULTURE, '2027-11-24'),
]

const entriesOf = ({ kind, names, basis, source, on }: Run): ReadonlyArray<CalendarEntry> =>
  on.filter(isCivilDate).map((date) => ({
    on: date,
    kind,
    nameVi: names[0],
    nameEn: names[1],
    basis,
    source,
  }))

/** The days of {@link vietnamCalendar} that differ from their weekday, with names and sources. */
export const vietnamHolidays: ReadonlyArray<CalendarEntry> = runs.flatMap(entriesOf)

/**
 * The working days of Vietnam's civil servants, 2023 to 2027; this 'expected' days wait for
 * their announcement.
 *
 * @example
 * vietnamCalendar.version // => 'vn-2023-2027.1'
 * vietnamHolidays.filter((entry) => entry.kind === 'makeUp').map((entry) => entry.on)
 * // => ['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22']
 */
export const vietnamCalendar: WorkingCalendar = workingCalendar(
  'vn-2023-2027.1',
  civilDate(2023, 1, 1),
  civilDate(2027, 12, 31),
  vietnamHolidays,
)
