import { DragomanError } from '../../article/errors.ts'
import { parseLocale } from '../../article/locale.ts'
import { isNo, isYes, type Said, type StrictContext, said, valuesOf } from './said.ts'

/**
 * The targets that an article asks for: `[es, ca]`, `es, ca`, `es`; none with `none`, `false`, a lone `no` or an empty
 * list (a list with `no` in it names Norwegian); nothing is said by `all` and `true`.
 * @returns canonical tags, each once; undefined: the article says nothing
 */
export function targetsSaid(context: StrictContext): readonly string[] | undefined {
  const lists = said(context, 'targets').flatMap((claim) => {
    const isList = typeof claim.value === 'object'
    const tags = valuesOf(claim).flatMap((value) => value.split(/[\s,]+/))
    if (tags.length === 0) return isList ? [[]] : []
    const [only] = tags.length === 1 ? tags : []
    if (only === undefined) return [tags.flatMap((tag) => targetOf(tag, claim, context))]
    if (isYes(only) || /^all$/i.test(only)) return []
    if (isNo(only) && !(isList && /^no$/i.test(only))) return [[]]
    return [targetOf(only, claim, context)]
  })
  return lists.length === 0 ? undefined : [...new Set(lists.flat())]
}

function targetOf(tag: string, claim: Said, context: StrictContext): readonly string[] {
  const { settings, placeOf, report, refuse } = context
  try {
    const locale = parseLocale(tag, placeOf(claim.at))
    const configured = settings.targets.join(', ')
    if (!settings.targets.includes(locale))
      report('translate', `${locale} under ${claim.name} is not among the targets (${configured}).`, claim.at)
    return [locale]
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    refuse(error, claim.at)
    return []
  }
}
