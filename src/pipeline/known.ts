import type { Target } from '../article/target.ts'
import type { Rung } from '../translate/gap.ts'

/** What is known of a segment already, and where from. */
export interface Known {
  readonly target: Target
  readonly memoryKey: string | undefined
  readonly rung: Rung | undefined
  /** For editors only: from a provider whose words are not published. */
  readonly isDraft?: boolean
  /** Ids of the checks that it fails: dismissed by a person, or published all the same. */
  readonly failing?: readonly string[]
}
