/** The same promise for all calls. `isMade`: has it been asked for? */
export function once<T>(make: () => Promise<T>): (() => Promise<T>) & { readonly isMade: () => boolean } {
  let made: Promise<T> | undefined
  const get = () => {
    made ??= make()
    return made
  }
  return Object.assign(get, { isMade: () => made !== undefined })
}

/**
 * A function that is worked out once for each argument: for keys of which there are few (locale tags), where
 * Intl objects and templates are dear to make.
 */
export const onceEach = <T>(make: (key: string) => T): ((key: string) => T) => kept(new Map(), make)

/** The same for each object, for as long as it is in use. */
export const onceOf = <K extends object, T>(make: (key: K) => T): ((key: K) => T) => kept(new WeakMap(), make)

interface Store<K, T> {
  get(key: K): { readonly value: T } | undefined
  set(key: K, entry: { readonly value: T }): unknown
}

function kept<K, T>(known: Store<K, T>, make: (key: K) => T): (key: K) => T {
  return (key) => {
    let entry = known.get(key)
    if (entry === undefined) {
      entry = { value: make(key) }
      known.set(key, entry)
    }
    return entry.value
  }
}
