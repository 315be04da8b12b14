/** Who wrote a target. Stays with each segment: disclosure depends on it. */
export type Origin =
  | { readonly kind: 'machine'; readonly provider: string; readonly model: string }
  | { readonly kind: 'memory'; readonly of: Origin }
  | { readonly kind: 'human'; readonly editor: string }

/** The origin behind any number of memory look-ups. */
export function author(origin: Origin): Exclude<Origin, { kind: 'memory' }> {
  let at = origin
  while (at.kind === 'memory') at = at.of
  return at
}
