/** A fact that the workspace told, or that was not seen and why. */

/** Why a fact could not be established. Codes are part of the artifact; extend, do not rename. */
export const unknownReasons = {
  missing: "the reply did not carry it",
  malformed: "the reply carried a value of the wrong type",
  unrecognised: "the reply carried a value this version does not know",
  redacted: "the workspace hides it from this credential",
  "weak-credential": "this credential's role does not see it reliably",
  "not-listed": "the list that carries it was not read whole",
  "not-in-plan": "the workspace's plan does not include it",
} as const;

export type UnknownReason = keyof typeof unknownReasons;

/** A fact that was not seen, and why. Never a stand-in for "no". */
export interface Unknown {
  readonly unknown: UnknownReason;
}

/** Something the workspace either told, or did not. `T` never has a property `unknown` of its own. */
export type Fact<T> = T | Unknown;

const unknowns = Object.fromEntries(
  Object.keys(unknownReasons).map((reason) => [reason, Object.freeze({ unknown: reason })]),
) as Record<UnknownReason, Unknown>;

/** Returns the one shared `Unknown` for a reason, so that a hundred thousand of them cost nothing. */
export function unknown(reason: UnknownReason): Unknown {
  return unknowns[reason];
}

/** True when the fact was not seen. */
export function isUnknown<T>(fact: Fact<T>): fact is Unknown {
  return typeof fact === "object" && fact !== null && "unknown" in fact;
}

/** True when the fact was seen and equals `value`. */
export function is<T extends string | boolean | null>(fact: Fact<T>, value: T): boolean {
  return fact === value;
}
