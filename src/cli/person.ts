import { DragomanError } from '../article/errors.ts'

/** Who does it: `--by`, or the environment's DRAGOMAN_EDITOR. @throws DragomanError USAGE where neither names anybody */
export function personNamed(by: string | undefined, environment: NodeJS.ProcessEnv): string {
  const name = (by ?? environment['DRAGOMAN_EDITOR'] ?? '').trim()
  if (name !== '') return name
  throw new DragomanError('USAGE', 'A name is missing: decisions are kept with who made them.', {
    place: '--by',
    fix: 'Add --by "Ana Ruiz", or set DRAGOMAN_EDITOR.',
  })
}
