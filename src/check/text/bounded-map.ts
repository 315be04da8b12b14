/** How much a map may hold: so many entries, and so much room taken by all of them together. */
export interface Bounds {
  readonly entries: number
  readonly room: number
}

/** A map that forgets the oldest entries. What would take all the room by itself is not kept at all. */
export class BoundedMap<K, V> {
  private readonly entries = new Map<K, { readonly value: V; readonly room: number }>()
  private readonly bounds: Bounds
  private taken = 0

  constructor(bounds: Bounds) {
    this.bounds = bounds
  }

  get(key: K): V | undefined {
    return this.entries.get(key)?.value
  }

  set(key: K, value: V, room: number): void {
    this.delete(key)
    if (room > this.bounds.room) return
    this.entries.set(key, { value, room })
    this.taken += room
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.bounds.entries && this.taken <= this.bounds.room) return
      this.delete(oldest)
    }
  }

  private delete(key: K): void {
    this.taken -= this.entries.get(key)?.room ?? 0
    this.entries.delete(key)
  }
}
