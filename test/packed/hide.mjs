/** Preloaded: makes the packages named in HIDDEN unresolvable, as where an optional peer isn't installed. */
import { registerHooks } from 'node:module'

const hidden = (process.env.HIDDEN ?? '').split(',').filter((name) => name !== '')

registerHooks({
  resolve(specifier, context, next) {
    if (hidden.some((name) => specifier === name || specifier.startsWith(`${name}/`))) {
      throw new Error(`${specifier} is an optional peer: this entry has to load without it`)
    }
    return next(specifier, context)
  },
})
