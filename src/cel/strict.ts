/** Operations that have no result if one of their operands has none. */

import type { Activation } from "./activation.ts";
import { EvaluationError, mergeUnknown, PartialList, UnknownValue, type Value } from "./values.ts";

/**
 * The data for one evaluation: the activation, and one slot for each name that the expression
 * binds.
 */
export interface Frame {
  readonly activation: Activation;
  readonly bound: Value[];
}

export type Run = (frame: Frame) => Value;
export type Apply = (values: readonly Value[], activation: Activation) => Value;

/**
 * Returns an operation on the results of the operands. If one of them is unknown, the result is
 * unknown; otherwise, if one failed, that failure is the result. A list that may have more elements
 * than were seen is unknown, too. `apply` gets no null, because the type checker excludes it.
 */
export function strict(operands: readonly Run[], apply: Apply): Run {
  return strictly(operands, apply, () => false);
}

/** Like `strict`, for operations that can process null and open lists. */
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
