import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Links of the pages of a checkout or a package, `page: target`, that lead to no file or no heading there. */
export function brokenLinks(root: string): readonly string[] {
  const docs = readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)
  const pages = [...readdirSync(root), ...docs].filter((name) => name.endsWith('.md'))
  return pages.flatMap((page) =>
    linksIn(readFileSync(path.join(root, page), 'utf8'))
      .filter((target) => !leadsSomewhere(path.join(root, page), target))
      .map((target) => `${page}: ${target}`),
  )
}

/** The targets of inline links, without those that leave the package. */
const linksIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter(isRelative)

const isRelative = (target: string) => !/^[a-z]+:/.test(target)

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '')

function leadsSomewhere(page: string, target: string): boolean {
  const [file = '', heading] = target.split('#')
  const place = file === '' ? page : path.resolve(path.dirname(page), file)
  if (!existsSync(place)) return false
  return heading === undefined || anchorsIn(readFileSync(place, 'utf8')).includes(heading)
}

/** As GitHub names them. */
const anchorsIn = (text: string): string[] =>
  [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
