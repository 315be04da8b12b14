import picomatch from 'picomatch'

/**
 * Does a path under the articles folder match one of these patterns, or is it in a folder that does? `*` is any part of a
 * name, `**` any folders. Patterns are written in many ways that mean the same: `sport`, `sport/`, `/sport`, `./sport`,
 * `sport/**`.
 */
export function globs(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false
  const plain = patterns.map((pattern) => pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, ''))
  const matches = picomatch(plain, { dot: true, nonegate: true })
  return (path) => withFolders(path).some((each) => matches(each))
}

/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
const withFolders = (path: string): string[] => {
  const steps = path.split('/')
  return steps.map((_, nth) => steps.slice(0, nth + 1).join('/'))
}
