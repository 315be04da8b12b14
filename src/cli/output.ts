import type { DragomanError } from '../article/errors.ts'

/** Data goes to stdout, people are spoken to on stderr. */
export const printData = (text: string): void => {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

export const printJson = (value: unknown): void => printData(JSON.stringify(value, null, 2))

export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/** `ferry.md:3:7: what is wrong (CODE)` and how to mend it. */
export function explain(error: DragomanError): string {
  const place = error.place === undefined ? '' : `${error.place}: `
  return `${place}${error.message} (${error.code})\n  → ${error.fix}`
}
