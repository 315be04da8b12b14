import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { headStart } from '../../src/cli/head-start.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

/** A project with these files beside its configuration; whether the second thread is begun ahead. */
async function isBegun(
  files: readonly string[],
  there: Readonly<Record<string, string>>,
  options: { dryRun?: boolean; frozen?: boolean } = {},
): Promise<boolean> {
  const root = temporaryFolder()
  writeFiles(root, { 'dragoman.config.json': '{}', ...there })
  const thread = await headStart(files, { config: path.join(root, 'dragoman.config.json'), ...options })
  await thread?.close()
  return thread !== undefined
}

const TRANSLATED = { '.dragoman/editions.sqlite': '' }

describe('the second thread is begun before the command is loaded', () => {
  it.each([
    ['in a project that has yet to be translated', [], {}, true],
    ['where articles are named', ['articles/flood.md'], TRANSLATED, true],
    ['not where everything may be unchanged', [], TRANSLATED, false],
  ])('%s', async (_, files, there, expected) => {
    expect(await isBegun(files, there)).toBe(expected)
  })

  it.each([
    ['a dry run', { dryRun: true }],
    ['a frozen run', { frozen: true }],
  ])('not for %s, which writes and sends nothing', async (_, options) => {
    expect(await isBegun(['articles/flood.md'], {}, options)).toBe(false)
  })
})
