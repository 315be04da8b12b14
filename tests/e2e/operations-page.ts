import { readFileSync } from 'node:fs'

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')

/**
 * What docs/operations.md tells to save as that file: the block of code that follows its name, with `folder` for the page's
 * own `/srv/courier`.
 */
export function fileOnPage(name: string, folder: string): string {
  const [, after = ''] = page.match(new RegExp(`/${name.replaceAll('.', '[.]')}\`[^\`]*:\n\n(.*)`, 's')) ?? []
  const [, block] = /^```\w*\n(.*?)^```$/ms.exec(after) ?? []
  if (block === undefined) throw new Error(`docs/operations.md has no ${name}`)
  return block.replaceAll('/srv/courier', folder)
}

/** The lines of the crontab. */
export function crontabOnPage(folder: string): readonly string[] {
  const [, block] = /^```crontab\n(.*?)^```$/ms.exec(page) ?? []
  if (block === undefined) throw new Error('docs/operations.md has no crontab')
  return block.replaceAll('/srv/courier', folder).trimEnd().split('\n')
}
