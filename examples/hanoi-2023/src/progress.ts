/**
 * The progress bar: on a terminal only, so that logs and pipes stay clean.
 */
import type { Writable } from 'node:stream'
import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  readonly advance: () => void
  readonly stop: () => void
}

export const progressBar = (
  stream: Writable & { readonly isTTY?: boolean },
  label: string,
  total: number,
): Progress => {
  if (stream.isTTY !== true) return { advance: () => undefined, stop: () => undefined }
  const bar = new SingleBar(
    { stream, format: `${label} {bar} {value}/{total}`, hideCursor: true },
    Presets.shades_classic,
  )
  bar.start(total, 0)
  return { advance: () => bar.increment(), stop: () => bar.stop() }
}
