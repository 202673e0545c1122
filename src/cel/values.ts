/** The result of an expression: a value, or the reason why it has none. */

/** Why a value is not known. */
export interface UnknownCause {
  /** A sentence without a final period. */
  readonly reason: string;
  /** False if the workspace's plan does not have the feature, so there is nothing to see. */
  readonly blind: boolean;
}

/** The result depends on a fact that was not seen. */
export class UnknownValue {
  readonly causes: ReadonlyMap<string, UnknownCause>;

  constructor(causes: Iterable<UnknownCause>) {
    this.causes = new Map([...causes].map((cause) => [cause.reason, cause]));
  }
}

/** The expression has no result, for example because of a division by zero. */
export class EvaluationError {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A list of which some elements were seen, and which may have others. */
export class PartialList {
  readonly items: readonly Value[];
  /** Why there may be more elements. */
  readonly rest: UnknownValue;

  constructor(items: readonly Value[], rest: UnknownValue) {
    this.items = items;
    this.rest = rest;
  }
}

/**
 * The types are checked when the policy is read, so a value does not carry its type: numbers of
 * both kinds, times (milliseconds since 1970) and durations (milliseconds) are numbers; records are
 * the roster's own rows. A list or a map never contains `UnknownValue` or `EvaluationError`.
 */
export type Value = null | boolean | number | string | object;

/** Returns an unknown value that depends on both. */
export function mergeUnknown(a: UnknownValue | undefined, b: UnknownValue): UnknownValue {
  if (a === undefined || a === b) return b;
  if ([...b.causes.keys()].every((reason) => a.causes.has(reason))) return a;
  return new UnknownValue([...a.causes.values(), ...b.causes.values()]);
}

type Charge = (steps: number) => void;

/**
 * Returns whether two values are equal; `UnknownValue` if a list may have more elements than were
 * seen.
 */
export function equalValues(a: Value, b: Value, charge: Charge): boolean | UnknownValue {
  charge(typeof a === "string" ? 1 + Math.floor(a.length / 16) : 1);
  if (a instanceof PartialList) return a.rest;
  if (b instanceof PartialList) return b.rest;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false;
    return every(a.keys(), (at) => equalValues(a[at] as Value, b[at] as Value, charge));
  }
  if (a instanceof Map && b instanceof Map) {
    if (a.size !== b.size) return false;
    return every(a.keys(), (key) =>
      b.has(key) ? equalValues(a.get(key) as Value, b.get(key) as Value, charge) : false,
    );
  }
  return a === b;
}

function every<Key>(
  keys: Iterable<Key>,
  compare: (key: Key) => boolean | UnknownValue,
): boolean | UnknownValue {
  let unknown: UnknownValue | undefined;
  for (const key of keys) {
    const equal = compare(key);
    if (equal === false) return false;
    if (equal instanceof UnknownValue) unknown = mergeUnknown(unknown, equal);
  }
  return unknown ?? true;
}

/** Returns a value whose type is known to be text. */
export function textOf(value: Value | undefined): string {
  return value as string;
}
