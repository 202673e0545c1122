import { compareIds } from "../roster/model.ts";

/** A resource that a roster has no place for; another connector's sync may hold some. */
export interface OtherResource {
  readonly type: string;
  readonly id: string;
  /** Hostile until escaped. */
  readonly displayName: string;
}

/** A file may name a new type in each row. */
const maxTypes = 5;

/** Returns a sentence on what an artifact holds beside a roster; undefined when there is nothing. */
export function describeOthers(path: string, others: readonly OtherResource[]): string | undefined {
  if (others.length === 0) return undefined;
  return `"${path}" holds resources that are not judged: ${describeTypes(countByType(others))}.`;
}

/** Returns how many resources of each type there are, in the order of the types. */
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
