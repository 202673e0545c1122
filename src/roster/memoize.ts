/** What remembers results: a `WeakMap` for keys that never change, or a `Map`. */
interface Results<Key, Value> {
  has(key: Key): boolean;
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** Returns a function that computes the result for each key only once. */
export function memoize<Key, Value>(
  results: Results<Key, Value>,
  compute: (key: Key) => Value,
): (key: Key) => Value {
  return (key) => {
    if (!results.has(key)) results.set(key, compute(key));
    return results.get(key) as Value;
  };
}
