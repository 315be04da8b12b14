import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { Config } from '../src/config/config.ts'

/** The configuration's JSON Schema, as published with the package. */
export function configSchema(): string {
  const schema = z.toJSONSchema(Config, { io: 'input', target: 'draft-7' })
  return `${JSON.stringify({ title: 'dragoman.config.json', ...schema }, null, 2)}\n`
}

if (import.meta.main)
  writeFileSync(new URL('../schema/dragoman.config.schema.json', import.meta.url), configSchema())
