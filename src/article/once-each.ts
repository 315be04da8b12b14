/**
 * A function that is worked out once for each argument: for keys of which there are few (locale tags), where
 * Intl objects and templates are dear to make.
 */
export function onceEach<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>()
  return (key) => {
    let entry = known.get(key)
    if (entry === undefined) {
      entry = { value: make(key) }
      known.set(key, entry)
    }
    return entry.value
  }
}

/** The same for each object, for as long as it is in use. */
export function onceOf<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>()
  return (key) => {
    let entry = known.get(key)
    if (entry === undefined) {
      entry = { value: make(key) }
      known.set(key, entry)
    }
    return entry.value
  }
}
