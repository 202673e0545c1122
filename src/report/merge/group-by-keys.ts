/** Groups what belongs together by any of several keys, such as an id and a slug. */

/**
 * Returns the items in groups, in their order. Items with a key in common are in one group, also if
 * only a third item connects them. An item without keys is in a group of its own.
 */
export function groupByKeys<T>(
  items: Iterable<T>,
  keysOf: (item: T) => readonly string[],
): readonly (readonly T[])[] {
  const groups = new Set<T[]>();
  const groupOf = new Map<string, T[]>();
  const keysOfGroup = new Map<T[], string[]>();
  for (const item of items) {
    const keys = keysOf(item);
    const found = new Set(
      keys.map((key) => groupOf.get(key)).filter((group) => group !== undefined),
    );
    const [group = [], ...others] = found;
    groups.add(group);
    const known = keysOfGroup.get(group) ?? [];
    keysOfGroup.set(group, known);
    group.push(...others.flat(), item);
    for (const other of others) groups.delete(other);
    for (const key of [...keys, ...others.flatMap((other) => keysOfGroup.get(other) ?? [])]) {
      if (groupOf.get(key) === group) continue;
      groupOf.set(key, group);
      known.push(key);
    }
  }
  return [...groups];
}
