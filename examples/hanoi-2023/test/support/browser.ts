/** A real browser, where there is one: Debian's Chromium, or another under one of its names. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser's program on the PATH, or `undefined`. */
export const browserProgram: string | undefined = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find(isProgram)

/** Starts the browser; it ends with the test. */
export const openBrowser = async (executablePath: string): Promise<Browser> =>
  // As root, as tests often run, Chromium starts without its sandbox only; the pages are our own.
  chromium.launch({ executablePath, args: ['--no-sandbox'] })
