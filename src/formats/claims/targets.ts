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
    const tags = valuesOf(claim)
      .flatMap((value) => value.split(/[\s,]+/))
      .filter((tag) => tag !== '')
    if (tags.length === 0) return isList ? [[]] : []
    const [only] = tags.length === 1 ? tags : []
    if (only === undefined) return [localesOf(tags, claim, context)]
    if (isYes(only) || /^all$/i.test(only)) return []
    if (isNo(only) && !(isList && /^no$/i.test(only))) return [[]]
    return [localesOf([only], claim, context)]
  })
  return lists.length === 0 ? undefined : [...new Set(lists.flat())]
}

function localesOf(tags: readonly string[], claim: Said, context: StrictContext): readonly string[] {
  const { settings, placeOf, report } = context
  const place = placeOf(claim.at)
  const locales = [...new Set(tags)].flatMap((tag) => localeOf(tag, place, claim, context))
  const others = locales.filter((locale) => !settings.targets.includes(locale))
  const [which, configured] = [others.slice(0, 5).join(', '), settings.targets.join(', ')]
  if (others.length > 0)
    report('translate', `${claim.name} asks for ${which}: not among the targets (${configured}).`, claim.at)
  return locales
}

function localeOf(tag: string, place: string, { at }: Said, { refuse }: StrictContext): readonly string[] {
  try {
    return [parseLocale(tag, place)]
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    refuse(error, at)
    return []
  }
}
