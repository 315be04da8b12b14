import { DragomanError } from '../article/errors.ts'

/**
 * The text of a file as it is read: UTF-8, or UTF-16 with the byte order mark by which other tools begin it.
 * @throws DragomanError ENCODING_INVALID
 */
export async function* textOf(bytes: AsyncIterable<Uint8Array>, place: string): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    if (decoder !== undefined) yield decoder.decode()
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new DragomanError('ENCODING_INVALID', 'The file is neither UTF-8 nor UTF-16.', {
      place,
      fix: 'Save it as UTF-8.',
      cause,
    })
  }
}

const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
