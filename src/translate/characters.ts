/** Unicode code points: what Google and others bill. */
export function codePoints(texts: readonly string[]): number {
  let count = 0
  for (const text of texts) {
    count += text.length
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) count--
    }
  }
  return count
}
