import { DragomanError } from '../article/errors.ts'
import { parseLocale } from '../article/locale.ts'
import type { Project } from '../config/load.ts'

/** The options of a command that goes over all targets, or over some of them. */
export interface TargetOptions {
  readonly config: string
  readonly json?: boolean
  readonly locale?: readonly string[]
}

/** `--locale` narrows the configured targets. @throws DragomanError USAGE for one that is not among them. */
export function chooseTargets(project: Project, chosen: TargetOptions['locale']): readonly string[] {
  if (chosen === undefined || chosen.length === 0) return project.config.targets
  const locales = chosen.map((tag) => {
    const locale = parseLocale(tag, '--locale')
    if (project.config.targets.includes(locale)) return locale
    throw new DragomanError(
      'USAGE',
      `${locale} is not among the targets (${project.config.targets.join(', ')}).`,
      { place: '--locale', fix: 'Add it to targets in the configuration.' },
    )
  })
  return [...new Set(locales)]
}
