import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './processes.ts'

/** The commit that the bounds on a night's wall time are relative to. */
const BASE = '110c5fb9442a2b57e57ba693a7f8cd1e0e0a2f75'

/**
 * The checkout that this one is held against: `against`, or the base commit, unpacked into `folder` with this
 * checkout's own dependencies. Undefined: the clone does not hold the base commit (a shallow one, or no clone at all).
 */
export function otherCheckout(against: string | undefined, folder: string): string | undefined {
  if (against !== undefined) return path.resolve(against)
  const found = spawnSync('git', ['cat-file', '-e', `${BASE}^{commit}`], { cwd: ROOT, stdio: 'ignore' })
  if (found.status !== 0) {
    console.error(`Commit ${BASE} is not in this clone: no ratios. Name a checkout with --against FOLDER.`)
    return undefined
  }
  const checkout = path.join(folder, 'base')
  mkdirSync(checkout)
  const archive = path.join(folder, 'base.tar')
  execFileSync('git', ['archive', '--output', archive, BASE], { cwd: ROOT })
  execFileSync('tar', ['-xf', archive, '-C', checkout])
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(checkout, 'node_modules'))
  return checkout
}
