/**
 * Lets what a client has buffered of a cancelled call run out.
 *
 * The clients pipe each call into a stream that they hand out. Once that is destroyed nobody reads
 * the call any more, and as long as messages lie unread in it gRPC doesn't report its end: the client
 * keeps it among its open calls, and `dispose` waits for it for ever.
 */

/** Reads on, for nobody; listens to 'unpipe'. */
export const drain = (source: unknown): void => {
  if (typeof source !== 'object' || source === null) return
  const resume: unknown = Reflect.get(source, 'resume')
  if (typeof resume === 'function') Reflect.apply(resume, source, [])
}
