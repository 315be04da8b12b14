import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Ended, ended, type Newsroom, PROJECT } from './newsroom.ts'
import { fileOnPage } from './operations-page.ts'

/** A newsroom's machine as docs/operations.md sets it up: a git repository with a remote one, and the page's own scripts. */
export interface Machine {
  /** Outside the newsroom's folder: what outlives its loss. */
  readonly elsewhere: string
  /** Runs a line of shell in the newsroom's folder, with `dragoman` on the `PATH`. */
  sh(line: string): Promise<Ended>
  close(): void
}

export async function machine(room: Newsroom): Promise<Machine> {
  const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'dragoman-elsewhere-'))
  const commands = path.join(elsewhere, 'bin')
  mkdirSync(commands)
  const main = path.join(PROJECT, 'bin/dragoman.js')
  executable(path.join(commands, 'dragoman'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`)
  const env = {
    ...process.env,
    PATH: [commands, path.dirname(process.execPath), process.env['PATH']].join(path.delimiter),
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) => [
        [`GIT_${who}_NAME`, 'Night'],
        [`GIT_${who}_EMAIL`, 'night@courier.example'],
      ]),
    ),
  }
  const sh = (line: string) => ended(spawn('sh', ['-c', line], { cwd: room.folder, env, stdio: 'pipe' }))
  for (const name of ['night.sh', 'backup.sh', 'restore.sh'])
    executable(path.join(room.folder, name), fileOnPage(name, room.folder))
  room.write('.gitignore', '.dragoman/\npublic/\nnode_modules/\nlast-night.log\n')
  const begun = await sh(
    `git init --quiet --bare "${elsewhere}/remote.git" && git init --quiet && git add --all &&
     git commit --quiet --message Begin && git remote add origin "${elsewhere}/remote.git" &&
     git push --quiet --set-upstream origin HEAD`,
  )
  if (begun.code !== 0) throw new Error(begun.stderr)
  return { elsewhere, sh, close: () => rmSync(elsewhere, { recursive: true, force: true }) }
}

function executable(file: string, text: string): void {
  writeFileSync(file, text)
  chmodSync(file, 0o755)
}
