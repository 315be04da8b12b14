import type { Unit } from './unit.ts'

/** One source article as read: its translatable units, and the document they go back into. */
export interface Article {
  /** Path under the articles folder without its last extension, `/`-separated: `world/flood`. */
  readonly id: string
  /** Path under the articles folder, `/`-separated: `world/flood.md`. */
  readonly path: string
  /** Id of the format that read it. */
  readonly format: string
  /** Canonical BCP 47 tag of the language it is written in. */
  readonly locale: string
  readonly units: readonly Unit[]
  /** SHA-256 of the source bytes, hex. */
  readonly hash: string
}
