import { violations } from '../../glossary/violations.ts'
import type { Check } from '../check.ts'

/** Every glossary term of the source stands in the target, in the form the glossary gives. */
export const glossary: Check = {
  id: 'glossary',
  severity: 'block',
  find({ source, target, targetLocale, terms = [] }) {
    if (terms.length === 0) return undefined
    const found = violations(source, target, terms, targetLocale)
    return found.length === 0 ? undefined : `Glossary: ${found.join(' ')}`
  },
}
