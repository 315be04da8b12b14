#!/usr/bin/env node
// The command: runs the built package where there is one (an install), the TypeScript source in a checkout.
import { existsSync } from 'node:fs'
import module from 'node:module'
import v8 from 'node:v8'

const source = new URL('../src/cli/main.ts', import.meta.url)
const built = new URL('../dist/cli/main.js', import.meta.url)
const isCheckout = existsSync(source)

if (Number(process.versions.node.split('.')[0]) < 24) {
  const mend = isCheckout
    ? 'call “npm run dragoman -- …”, which uses the Node that comes with the packages'
    : 'install it from https://nodejs.org, or beside the package with “npm install node@24” and call “npx dragoman …”'
  console.error(`dragoman needs Node 24 or newer, and this is ${process.version}: ${mend}.`)
  process.exit(1)
}
// A night makes much garbage and keeps little: without this V8 lets it pile up, and a night of 1,000 articles takes 460 MiB
// instead of 330.
v8.setFlagsFromString('--heap-growing-percent=40')
module.enableCompileCache?.()
const { main } = await import(isCheckout ? source : built)
process.exitCode = await main(process.argv.slice(2))
