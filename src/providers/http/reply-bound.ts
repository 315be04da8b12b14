import { pipeline, type Readable, Transform } from 'node:stream'
import { causesOf } from './withheld.ts'

/**
 * A reply is bounded in bytes: in what comes out of it, however it is compressed, and while it arrives, whatever
 * length it claims. Each client has the bound where it lets us at the body: fetch around the response, the others
 * by what stands below.
 */

/** A thousand times what a full request holds; two of them still fit beside everything else. */
export const REPLY_BYTES_AT_MOST = 32 * 1024 * 1024

export const TOO_LARGE = `the reply is larger than ${REPLY_BYTES_AT_MOST / 1024 / 1024} MiB`

const REPLY_TOO_LARGE = 'REPLY_TOO_LARGE'

const replyTooLarge = (): Error => Object.assign(new Error(TOO_LARGE), { code: REPLY_TOO_LARGE })

/** Somewhere behind what a client made of it. `max-size` is node-fetch's name for it. */
export const isReplyTooLarge = (thrown: unknown): boolean =>
  causesOf(thrown).some((error) => {
    const { code, type } = error as { readonly code?: unknown; readonly type?: unknown }
    return code === REPLY_TOO_LARGE || type === 'max-size'
  })

/** Fetch that fails once a reply grows past the bound. */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  if (response.body === null) return response
  let bytes = 0
  const meter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes <= REPLY_BYTES_AT_MOST) controller.enqueue(chunk)
      else controller.error(replyTooLarge())
    },
  })
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(meter), { status, statusText, headers })
}

/** The same for a body that is a stream of Node’s: past the bound it fails, and its connection is closed. */
export function bounded(body: NodeJS.ReadableStream): Readable {
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength
      if (bytes <= REPLY_BYTES_AT_MOST) done(null, chunk)
      else done(replyTooLarge())
    },
  })
  // Whoever reads the meter is told of the error.
  return pipeline(body, meter, () => undefined)
}
