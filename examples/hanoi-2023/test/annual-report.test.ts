/**
 * The annual report as people meet it: files beside the database, a page in a browser, on a phone, on
 * paper, and as a screen reader hears it.
 */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserProgram, openBrowser } from './support/browser.ts'
import { folder, forgetYear, runHere } from './support/world.ts'

let where = ''
let printed = ''

beforeAll(async () => {
  where = await mkdtemp(join(tmpdir(), 'kiemtra-report-'))
  for (const lang of ['en', 'vi']) {
    const { code, out } = await runHere('--db', join(where, 'year.db'), '--lang', lang)
    expect(code).toBe(0)
    printed += out
  }
})
afterAll(async () => {
  await rm(where, { recursive: true, force: true })
  await forgetYear()
})

const PLAN_61 = 'year.kh-61-2023'

describe('the files', () => {
  it('lie beside the database, a page and a text for each plan, and are printed', async () => {
    const reports = (await readdir(where)).filter((name) => /\.(html|md)$/.test(name)).sort()
    expect(reports).toEqual(
      ['chuyen-de-stp-2023', 'cong-vu-2023', 'kh-61-2023', 'kh-gia-lam-2023'].flatMap((plan) =>
        ['en', 'vi'].flatMap((lang) => [`year.${plan}.${lang}.html`, `year.${plan}.${lang}.md`]),
      ),
    )
    for (const lang of ['en', 'vi']) {
      expect(printed).toContain(join(where, `${PLAN_61}.${lang}.html`))
    }
  })

  it("tell how far a district's own plan went (R29)", async () => {
    const text = await readFile(join(where, `${PLAN_61}.en.md`), 'utf8')
    expect(text).toMatch(/Gia Lâm District People's Committee *\| *50% *\| *66\.7% *\|/)
  })

  it('are the same on every run, to the byte', async () => {
    const file = join(where, `${PLAN_61}.vi.html`)
    const before = await readFile(file)
    await runHere('--db', join(where, 'year.db'))
    expect((await readFile(file)).equals(before)).toBe(true)
  })

  it('fail with what to do, and leave the database as it is', async () => {
    const elsewhere = await folder()
    // A folder stands where the file should be.
    await mkdir(join(elsewhere, `${PLAN_61}.vi.html`))
    const { code, err } = await runHere('--db', join(elsewhere, 'year.db'))
    expect(code).toBe(2)
    expect(err).toMatch(/can't be written \(EISDIR\).*run again: the database is complete/)
  })
})

/** Run in the page, whose types the tests don't know: texts of a chart that stick out of it. */
const textsOutside = (n: number): string => `(() => {
  const svg = document.querySelectorAll('figure svg')[${String(n)}]
  const frame = svg.getBoundingClientRect()
  const isOutside = ({ left, right, top, bottom }) =>
    left < frame.left - 1 || right > frame.right + 1 ||
    top < frame.top - 1 || bottom > frame.bottom + 1
  return [...svg.querySelectorAll('text')]
    .filter((text) => isOutside(text.getBoundingClientRect()))
    .map((text) => text.textContent)
})()`

/** Needs a browser; where there is none, these are shown as skipped. */
describe.skipIf(browserProgram === undefined)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser(browserProgram ?? '')
  })
  afterAll(() => browser.close())

  interface Opened {
    readonly page: Page
    readonly asked: ReadonlyArray<string>
    readonly complaints: ReadonlyArray<string>
  }

  const opened = async (lang: string, width: number): Promise<Opened> => {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(pathToFileURL(join(where, `${PLAN_61}.${lang}.html`)).href)
    return { page, asked, complaints }
  }

  it.each(['vi', 'en'])(
    'asks for nothing but itself, and complains of nothing (%s)',
    async (lang) => {
      const { page, asked, complaints } = await opened(lang, 1280)
      expect(asked).toHaveLength(1)
      expect(complaints).toEqual([])
      expect(await page.evaluate('document.documentElement.lang')).toBe(lang)
      expect(await page.evaluate('document.scripts.length')).toBe(0)
    },
  )

  it.each(['vi', 'en'])(
    'draws its charts: bars with a size, no text cut off (%s)',
    async (lang) => {
      const { page } = await opened(lang, 1280)
      const charts = page.locator('figure svg')
      const count = await charts.count()
      expect(count).toBeGreaterThanOrEqual(2)
      for (let n = 0; n < count; n++) {
        const box = await charts.nth(n).boundingBox()
        expect(box?.width).toBeGreaterThan(600)
        const outside: unknown = await page.evaluate(textsOutside(n))
        expect(outside).toEqual([])
      }
    },
  )

  it('fits a phone: nothing but tables scrolls sideways', async () => {
    const { page } = await opened('vi', 360)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    const box = await page.locator('figure svg').first().boundingBox()
    expect(box?.width).toBeLessThanOrEqual(360)
  })

  it('prints: without contents, and as pages', async () => {
    const { page } = await opened('vi', 1280)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('nav').isVisible()).toBe(false)
    expect(await page.locator('figure svg').first().isVisible()).toBe(true)
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('is heard: one heading of the first rank, charts and tables by their names', async () => {
    const { page } = await opened('en', 1280)
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    const sections = page.getByRole('heading', { level: 2 })
    expect(await sections.count()).toBeGreaterThanOrEqual(4)
    const images = page.getByRole('img')
    for (const image of await images.all()) {
      expect(await image.getAttribute('aria-label')).toMatch(/\S/)
    }
    const tables = page.getByRole('table')
    expect(await tables.count()).toBeGreaterThanOrEqual(4)
    for (const table of await tables.all()) {
      expect(await table.locator('caption').textContent()).toMatch(/\S/)
      expect(await table.getByRole('columnheader').count()).toBeGreaterThanOrEqual(2)
      expect(await table.getByRole('rowheader').count()).toBeGreaterThanOrEqual(1)
    }
  })
})
