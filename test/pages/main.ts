/**
 * `npm run docs`: writes the generated pages, and the API reference into `docs/api` (not kept).
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../docs/repository.ts'
import { eventsPage, unexplained } from './events-page.ts'
import { lawsPage } from './laws/page.ts'
import { readModelsPage } from './read-models-page.ts'
import { problems, rulesPage } from './rules-page.ts'

writeFileSync(join(ROOT, 'docs/rules.md'), rulesPage())
writeFileSync(join(ROOT, 'docs/events.md'), eventsPage())
writeFileSync(join(ROOT, 'docs/read-models.md'), readModelsPage())
writeFileSync(join(ROOT, 'docs/guides/laws.md'), await lawsPage())
console.log('docs/rules.md, events.md, read-models.md and guides/laws.md are written.')

const missing = [...problems(), ...unexplained().map((type) => `${type} has no doc block`)]
for (const line of missing) console.error(line)

const { status } = spawnSync('typedoc', { cwd: ROOT, stdio: 'inherit', shell: true })
process.exitCode = missing.length > 0 ? 1 : (status ?? 1)
