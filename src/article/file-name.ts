import { sha256 } from './hash.ts'

/*
 * What the files of an article are called. A headline in Thai or Greek fills a file name with few words, and our own endings are
 * longer than a source's: a name that would not fit is cut, and completed by a hash of the whole. Names that fit stay as they are.
 */

/** UTF-8 bytes of a name that the common file systems of Linux take; those of macOS and Windows take no less. */
export const NAME_BYTES_AT_MOST = 255

/** What an id may have, so that its files can have the longest of our endings: `.history.jsonl`. */
const STEM_BYTES_AT_MOST = NAME_BYTES_AT_MOST - 14

const HASH_DIGITS = 16
const HASHED = new RegExp(`~[0-9a-f]{${HASH_DIGITS}}$`)

/** An id, `/`-separated, as the path of its files without their endings. A path that was made so comes out as it is. */
export function fileStem(id: string): string {
  const name = nameOf(id)
  if (Buffer.byteLength(name) <= STEM_BYTES_AT_MOST) return id
  const folders = id.slice(0, id.length - name.length)
  const kept = beginning(name, STEM_BYTES_AT_MOST - HASH_DIGITS - 1)
  return `${folders}${kept}~${sha256(name).slice(0, HASH_DIGITS)}`
}

/** Is its last step a name that was cut? No article may be called so: see `articleId`. */
export function isShortened(stem: string): boolean {
  const name = nameOf(stem)
  // A cut between characters leaves up to three bytes unused.
  return HASHED.test(name) && Buffer.byteLength(name) > STEM_BYTES_AT_MOST - 4
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** As many whole characters (Unicode code points) as fit into `bytes`. */
function beginning(name: string, bytes: number): string {
  let used = 0
  let end = 0
  for (const character of name) {
    used += Buffer.byteLength(character)
    if (used > bytes) break
    end += character.length
  }
  return name.slice(0, end)
}
