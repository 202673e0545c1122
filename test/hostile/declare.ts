/** Scenarios as tests, one at a time: what runs beside them would be measured with them. */

import { expect, test } from "vitest";

import { play, type Scenario } from "./scenario.ts";

export function declare(scenarios: readonly Scenario[]): void {
  test.each(scenarios)("$name: $ends.end", async (scenario) => {
    expect(await play(scenario)).toBeDefined();
  });
}
