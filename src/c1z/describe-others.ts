import { compareIds } from "../roster/model.ts";

/** A resource that is not part of a roster. Another connector's sync may contain some. */
export interface OtherResource {
  readonly type: string;
  readonly id: string;
  /** Untrusted text: escape it before output. */
  readonly displayName: string;
}

/** A file may have a new type in each row. */
const maxTypes = 5;

/**
 * Returns a sentence about the resources in an artifact that are not part of the roster, or
 * undefined if there are none.
 */
export function describeOthers(path: string, others: readonly OtherResource[]): string | undefined {
  if (others.length === 0) return undefined;
  return `"${path}" contains resources that are not judged: ${describeTypes(countByType(others))}.`;
}

/** Returns how many resources of each type there are, sorted by type. */
export function describeTypes(counts: ReadonlyMap<string, number>): string {
  const types = [...counts].sort(([a], [b]) => compareIds(a, b));
  const named = types.slice(0, maxTypes).map(([type, count]) => `${count} of type "${type}"`);
  if (types.length > maxTypes) named.push(`${types.length - maxTypes} more types`);
  return named.length === 0 ? "nothing" : named.join(", ");
}

export function countByType(others: readonly OtherResource[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of others) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}
