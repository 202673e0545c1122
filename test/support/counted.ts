/** Counts how often a computation reads plain data, to test how the number grows with the data. */

export interface Counted<Data> {
  readonly data: Data;
  readonly reads: () => number;
}

/** Returns the same data, which counts each property that is read of it, at any depth. */
export function counted<Data extends object>(data: Data): Counted<Data> {
  let reads = 0;
  // The same object is always the same proxy.
  const known = new WeakMap<object, object>();
  const wrap = <Value extends object>(value: Value): Value => {
    const found =
      known.get(value) ??
      new Proxy(value, {
        get: (target, key) => {
          reads += 1;
          const own: unknown = Reflect.get(target, key);
          const isPlain =
            Array.isArray(own) ||
            (typeof own === "object" && own !== null && own.constructor === Object);
          return isPlain ? wrap(own as object) : own;
        },
      });
    known.set(value, found);
    return found as Value;
  };
  return { data: wrap(data), reads: () => reads };
}

/** Returns how many times as many reads twice as much data takes: 2 if it is proportional. */
export function growthOf(readsOf: (size: number) => number, size = 200): number {
  return readsOf(2 * size) / readsOf(size);
}
