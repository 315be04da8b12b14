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
// A night makes much garbage and keeps little: without this V8 lets it pile up, and a night of 1,000 articles takes 460 MiB
// instead of 330.
v8.setFlagsFromString('--heap-growing-percent=40')
module.enableCompileCache?.()
const source = new URL('../src/cli/main.ts', import.meta.url)
const built = new URL('../dist/cli/main.js', import.meta.url)
const { main } = await import(existsSync(source) ? source : built)
process.exitCode = await main(process.argv.slice(2))
