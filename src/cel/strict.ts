/** Operations that have no answer while one of their operands has none. */

import { Failure, mergeUnseen, OpenList, Unseen, type Value } from "./values.ts";
import type { World } from "../policy/custom/activation.ts";

/** What an expression is evaluated in: the world, and a place for each name that it binds. */
export interface Frame {
  readonly world: World;
  readonly bound: Value[];
}

export type Run = (frame: Frame) => Value;
export type Apply = (values: readonly Value[], world: Pick<World, "spend">) => Value;

/**
 * Returns an operation over what the operands come to. Where one rests on something unseen, so does
 * the result; else where one failed, that is the result. A list that may have more than was seen is
 * unseen, too. `apply` gets no null: the types saw to that.
 */
export function strict(operands: readonly Run[], apply: Apply): Run {
  return strictly(operands, apply, () => false);
}

/** As `strict`, for operations that know what to do with null and with open lists. */
export function strictOpen(operands: readonly Run[], apply: Apply): Run {
  return strictly(operands, apply, (value) => value === null || value instanceof OpenList);
}

function strictly(
  operands: readonly Run[],
  apply: Apply,
  isWelcome: (value: Value) => boolean,
): Run {
  return (frame) => {
    frame.world.spend(1);
    let unseen: Unseen | undefined;
    let failure: Failure | undefined;
    const values: Value[] = [];
    for (const run of operands) {
      const value = run(frame);
      values.push(value);
      if (typeof value !== "object" || isWelcome(value)) continue;
      if (value instanceof Unseen) unseen = mergeUnseen(unseen, value);
      else if (value instanceof OpenList) unseen = mergeUnseen(unseen, value.more);
      else if (value instanceof Failure) failure ??= value;
      else if (value === null) failure ??= new Failure("a value is null");
    }
    return unseen ?? failure ?? apply(values, frame.world);
  };
}
