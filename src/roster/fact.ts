/** Facts, and reasons why a fact is unknown. */

/** Why a fact is unknown. The codes are part of the artifact: extend them, do not rename them. */
export const unknownReasons = {
  missing: "the reply did not contain it",
  malformed: "the reply contained a value of the wrong type",
  unrecognised: "the reply contained a value that this version does not know",
  redacted: "the workspace hides it from this credential",
  "weak-credential": "this credential's role does not see it reliably",
  "not-listed": "the list that contains it was not read completely",
  "not-in-plan": "the workspace's plan does not include it",
  refused: "Cloudsmith refused it to this credential",
  shrank: "it lost more since the baseline than one run accepts",
} as const;

export type UnknownReason = keyof typeof unknownReasons;

/** A fact that was not seen, and why. It never means "no". */
export interface Unknown {
  readonly unknown: UnknownReason;
}

/**
 * A value that the workspace reported, or the reason why it is unknown. `T` never has a property
 * `unknown`.
 */
export type Fact<T> = T | Unknown;

const unknowns = Object.fromEntries(
  Object.keys(unknownReasons).map((reason) => [reason, Object.freeze({ unknown: reason })]),
) as Record<UnknownReason, Unknown>;

/**
 * Returns the shared `Unknown` for a reason. Sharing saves memory with a hundred thousand of them.
 */
export function unknown(reason: UnknownReason): Unknown {
  return unknowns[reason];
}

/** True if the fact was not seen. */
export function isUnknown<T>(fact: Fact<T>): fact is Unknown {
  return typeof fact === "object" && fact !== null && "unknown" in fact;
}

/** True if the fact was seen and equals `value`. */
export function is<T extends string | boolean | null>(fact: Fact<T>, value: T): boolean {
  return fact === value;
}
