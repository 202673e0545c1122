/** The data that an expression is evaluated with. The host program extends it with its own data. */

export interface Activation {
  /** Counts evaluation steps. Throws `BudgetExceeded` when there are too many. */
  readonly charge: (steps: number) => void;
}

/** Ends an evaluation that takes too long; `compile` turns it into an `EvaluationError`. */
export class BudgetExceeded extends Error {
  constructor(maxSteps: number) {
    super(`it took more than ${maxSteps} steps`);
  }
}

/**
 * Returns the counter of one budget. It counts steps, not time, so that every machine gets the same
 * result.
 */
export function createBudget(maxSteps: number): Activation["charge"] {
  let charged = 0;
  return (steps) => {
    charged += steps;
    if (charged > maxSteps) throw new BudgetExceeded(maxSteps);
  };
}
