#!/usr/bin/env node
// The command: runs the built package where there is one (an install), the TypeScript source in a checkout.
import { existsSync } from 'node:fs'
import module from 'node:module'
import v8 from 'node:v8'

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `dragoman needs Node 24 or newer; this is ${process.version}.\n` +
      'Run it through npm (npm run dragoman -- …, or npx dragoman …), which brings its own Node.',
  )
  process.exit(1)
}
// A night makes much garbage and keeps little: without this V8 lets it pile up to several times what is in use.
v8.setFlagsFromString('--heap-growing-percent=40')
// Both threads are busy: one that collects would wait for helpers that have no processor to run on.
v8.setFlagsFromString('--no-parallel-scavenge')
// The space for what is young is limited when a process starts, to more than serves us: so a run starts once more, as
// itself (some 40 ms), and with one pool of memory for all threads, which glibc would give a pool each. Where that cannot be (Windows) the space stays as small as it begins, which takes more time.
const YOUNG = '--max-semi-space-size=8'
if (process.argv.includes('run') && !process.execArgv.includes(YOUNG)) {
  try {
    process.execve(
      process.execPath,
      [process.execPath, YOUNG, ...process.execArgv, ...process.argv.slice(1)],
      { MALLOC_ARENA_MAX: '1', ...process.env },
    )
  } catch {
    v8.setFlagsFromString('--semi-space-growth-factor=1')
  }
}
module.enableCompileCache?.()
const source = new URL('../src/cli/main.ts', import.meta.url)
const built = new URL('../dist/cli/main.js', import.meta.url)
const { main } = await import(existsSync(source) ? source : built)
process.exitCode = await main(process.argv.slice(2))
