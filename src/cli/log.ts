import { createRequire } from 'node:module'
import type { Logger } from 'pino'

/**
 * Plain log lines on stderr, for nights without a terminal. Loaded at the first line: a night with nothing to
 * say does not pay for it.
 */
let logger: Logger | undefined

export function log(level: 'info' | 'warn' | 'error', message: string): void {
  logger ??= open()
  logger[level](message)
}

function open(): Logger {
  const require = createRequire(import.meta.url)
  const pino: typeof import('pino') = require('pino')
  const pretty: typeof import('pino-pretty') = require('pino-pretty')
  const lines = pretty({
    destination: 2,
    sync: true,
    colorize: false,
    translateTime: 'yyyy-mm-dd HH:MM:ss',
    ignore: 'pid,hostname',
  })
  return pino({ base: null }, lines)
}
