import { DragomanError } from '../../article/errors.ts'
import type { Examination } from '../provider.ts'

/** For `doctor`: a service that did not answer as it should. Anything but a DragomanError is a fault of ours. */
export function failedExamination(title: string, thrown: unknown): Examination {
  if (!(thrown instanceof DragomanError)) throw thrown
  return { ok: false, detail: `${title}; ${thrown.message}`, fix: thrown.fix }
}
