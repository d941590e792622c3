/**
 * The answer to a codec that no arbitrary can be made of.
 */

/** A codec without an arbitrary: where it stands, what it is called, and what to do about it. */
export class UnsupportedCodec extends Error {
  override readonly name = 'UnsupportedCodec'
  /** Path within the codec that was asked for; empty at its root. */
  readonly path: string
  /** Name of the codec at that path. */
  readonly codec: string

  constructor(path: string, codec: string, why = 'it can not be seen into') {
    const where = path === '' ? 'the codec' : path
    super(`no arbitrary for ${where} (${codec}): ${why}; give an override for it`)
    this.path = path
    this.codec = codec
  }
}
