const TYPES = ['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning']

/**
 * An object with a field that only ninjs has, and with an id: `uri`, or `guid` in Superdesk's dialect. Without an id
 * it takes copy and one more field of ninjs. What is not valid JSON but names such fields is claimed too, so that the
 * reader hears where it is broken.
 */
export function isNinjs(source: string): boolean {
  if (!/^\s*\{/u.test(source)) return false
  let value: Record<string, unknown>
  try {
    value = JSON.parse(source)
  } catch {
    return (
      /"(?:uri|guid)"\s*:/u.test(source) &&
      /"(?:headlines?|bodies|(?:body|description)_\w+|version[cC]reated)"\s*:/u.test(source)
    )
  }
  const keys = Object.keys(value)
  const isTyped = TYPES.includes(value['type'] as string)
  const hasList = (names: readonly string[]) => names.some((name) => Array.isArray(value[name]))
  if (typeof value['uri'] === 'string' || typeof value['guid'] === 'string')
    return (
      isTyped || hasList(['headlines', 'bodies', 'descriptions']) || keys.some((key) => OWN_FIELD.test(key))
    )
  const hasCopy = hasList(['bodies']) || keys.some((key) => /^(?:body|description)_\w+$/u.test(key))
  return hasCopy && (isTyped || keys.some((key) => /^(?:version[cC]reated|pub[sS]tatus)$/u.test(key)))
}

const OWN_FIELD =
  /^(?:headline|version[cC]reated|pub[sS]tatus|slugline|renditions|(?:headline|body|description)_\w+|representation[tT]ype)$/u
