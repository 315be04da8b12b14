import { readFileSync } from 'node:fs'

/*
 * Ends `npm publish` while an address that only the publisher knows is still to be filled in. Until then it stands under a
 * host that cannot exist (`.invalid` is reserved, RFC 2606): npm takes it without a warning, and nobody's mail goes astray.
 */
const PLACEHOLDER = 'to-fill.invalid'
const FILES = ['package.json', 'README.md', 'CONTRIBUTING.md', 'SECURITY.md']

const unfilled = FILES.flatMap((file) => {
  const lines = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').split('\n')
  return lines.flatMap((line, index) =>
    line.includes(PLACEHOLDER) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
  )
})
if (unfilled.length > 0) {
  console.error(`Not published: fill in the publisher's own addresses first.\n${unfilled.join('\n')}`)
  process.exitCode = 1
}
