/** Operations that have no answer while one of their operands has none. */

import type { Activation } from "./activation.ts";
import { EvaluationError, mergeUnknown, PartialList, UnknownValue, type Value } from "./values.ts";

/** What an expression is evaluated in: the activation, and a place for each name that it binds. */
export interface Frame {
  readonly activation: Activation;
  readonly bound: Value[];
}

export type Run = (frame: Frame) => Value;
export type Apply = (values: readonly Value[], activation: Activation) => Value;

/**
 * Returns an operation over what the operands come to. Where one rests on something unknown, so does
 * the result; else where one failed, that is the result. A list that may have more than was seen is
 * unknown, too. `apply` gets no null: the types saw to that.
 */
export function strict(operands: readonly Run[], apply: Apply): Run {
  return strictly(operands, apply, () => false);
}

/** As `strict`, for operations that know what to do with null and with open lists. */
export function strictWithPartial(operands: readonly Run[], apply: Apply): Run {
  return strictly(operands, apply, (value) => value === null || value instanceof PartialList);
}

function strictly(
  operands: readonly Run[],
  apply: Apply,
  isWelcome: (value: Value) => boolean,
): Run {
  return (frame) => {
    frame.activation.charge(1);
    let unknown: UnknownValue | undefined;
    let failure: EvaluationError | undefined;
    const values: Value[] = [];
    for (const run of operands) {
      const value = run(frame);
      values.push(value);
      if (typeof value !== "object" || isWelcome(value)) continue;
      if (value instanceof UnknownValue) unknown = mergeUnknown(unknown, value);
      else if (value instanceof PartialList) unknown = mergeUnknown(unknown, value.rest);
      else if (value instanceof EvaluationError) failure ??= value;
      else if (value === null) failure ??= new EvaluationError("a value is null");
    }
    return unknown ?? failure ?? apply(values, frame.activation);
  };
}
