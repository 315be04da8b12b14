import { DragomanError } from './errors.ts'
import { isShortened } from './file-name.ts'

/**
 * Article ids from paths: `world/flood.md` → `world/flood`. An id becomes file names in three folders, so what
 * could leave a folder, or collide with our own names there, is refused.
 * @throws DragomanError ID_UNSAFE
 */
export function articleId(path: string): string {
  const id = path.replace(/\.[^./]+$/, '')
  const problem = problemOf(id)
  if (problem !== undefined) {
    throw new DragomanError('ID_UNSAFE', `This path cannot name an article: ${problem}.`, {
      place: path,
      fix: 'Rename the file: letters, digits, spaces, hyphens and dots inside a name are fine.',
    })
  }
  return id
}

function problemOf(id: string): string | undefined {
  if (/[\u0000-\u001F\u007F]/.test(id)) return 'it holds a control character'
  if (id.includes('\\')) return 'it holds a backslash'
  if (/%2e|%2f|%5c|%00/i.test(id)) return 'it holds a percent-encoded dot or slash'
  if (!id.isWellFormed()) return 'it is not valid Unicode'
  for (const step of id.split('/')) {
    if (step === '' || step === '.' || step === '..') return 'a step of it is empty or dots'
    if (step.startsWith('.')) return 'a step of it begins with a dot'
  }
  if (isShortened(id)) return 'a name as long as this that ends so is that of a name that was cut'
  // `<id>.meta.json` is where the machine's record of `<id>` stands; some file systems take no notice of case.
  return /\.meta$/i.test(id) ? 'names that end in .meta are taken by locale files' : undefined
}
