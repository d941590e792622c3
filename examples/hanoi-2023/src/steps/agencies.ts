/**
 * Agencies and their index results as commands.
 */
import { Agency } from '@kiemtra/core'
import type { AgenciesFile, IndexFile, PostsFile } from '../data.ts'
import { type Step, step } from '../step.ts'

/** The register, as it stood at the beginning of the year. */
export const agencySteps = (
  { agencies }: AgenciesFile,
  { posts }: PostsFile,
): ReadonlyArray<Step> =>
  agencies.map((agency, i) => {
    const { id, kind, vi, en, fields, superior, abbreviation } = agency
    return step(Agency, { file: 'agencies.json', path: `agencies[${i}]` }, '2023-01-03', id, {
      type: 'RegisterAgency',
      data: {
        agencyId: id,
        happenedOn: '2023-01-01',
        kind,
        names: { vi, en, ...(abbreviation === undefined ? {} : { abbreviation }) },
        fields,
        posts: (posts[kind] ?? []).map(({ key, ...post }) => ({ ...post, postId: `${id}_${key}` })),
        ...(superior === undefined ? {} : { superiorId: superior }),
      },
    })
  })

/** What the yearly index said of agencies; its shortcomings weren't published one by one. */
export const indexSteps = ({ results }: IndexFile): ReadonlyArray<Step> =>
  results.map(({ agency, publishedOn, ...result }, i) =>
    step(
      Agency,
      { file: 'index-results.json', path: `results[${i}]` },
      publishedOn > '2023-01-04' ? publishedOn : '2023-01-04',
      agency,
      {
        type: 'RecordIndexResult',
        data: { agencyId: agency, happenedOn: publishedOn, ...result, shortcomings: [] },
      },
    ),
  )
