import { DragomanError } from '../article/errors.ts'

/** A file that cannot be read on. @param place with the line, where there is one */
export const invalid = (place: string, message: string, cause?: unknown) =>
  new DragomanError('EXCHANGE_INVALID', `${message}.`, {
    place,
    fix: 'Export it again from the tool that it comes from. What stands before this place was taken.',
    cause,
  })
