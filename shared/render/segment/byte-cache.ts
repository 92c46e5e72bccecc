/** Keeps values of a known size, up to a limit in bytes; what was used longest ago goes first. */
export interface ByteCache<V> {
  /** The value kept under the key, or what `make` gives, which is then kept. A failed `make` leaves nothing behind. */
  get(key: string, make: () => Promise<V>): Promise<V>;
}

/** Makes an empty cache; a value larger than the limit is never kept. */
export function createByteCache<V>(limitBytes: number, sizeOf: (value: V) => number): ByteCache<V> {
  const kept = new Map<string, V>();
  let bytes = 0;
  const remove = (key: string) => {
    const value = kept.get(key);
    if (value === undefined) return;
    kept.delete(key);
    bytes -= sizeOf(value);
  };
  return {
    async get(key, make) {
      const value = kept.get(key) ?? (await make());
      remove(key);
      const size = sizeOf(value);
      if (size > limitBytes) return value;
      // A map gives its keys in the order in which they were put in: the first one was used longest ago.
      for (const oldest of kept.keys()) {
        if (bytes + size <= limitBytes) break;
        remove(oldest);
      }
      kept.set(key, value);
      bytes += size;
      return value;
    },
  };
}
