/** The shape of a file of policy tests. */

import { z } from "zod";

import { Day } from "../day.ts";
import { mapOf } from "../file/mapping.ts";
import { Name, rosterShape } from "./format-roster.ts";

const Rules = z.array(Name).max(1_000);
const Found = mapOf(Name, z.array(Name).max(1_000)).optional();

const Only = z
  .union([Rules.min(1), z.literal("all")])
  .optional()
  .describe("the rules whose results are compared; if left out, or all: every rule");

const Defaults = z
  .strictObject({ ...rosterShape, only: Only })
  .describe("what every test of this file begins with");

const PolicyTest = z.strictObject({
  name: z.string().trim().min(1).max(500).describe("what the test checks, as a sentence"),
  today: Day.optional().describe("only for this test"),
  ...rosterShape,
  only: Only,
  findings: Found.describe("the subjects by rule; if left out: none"),
  accepted: Found.describe("the same, for findings that an exception covers"),
  "not-judged": Rules.optional().describe("rules; if left out: none"),
});

export const PolicyTestFile = z
  .strictObject({
    version: z.literal(1),
    today: Day.describe("the day on which the tests take place"),
    defaults: Defaults.optional(),
    tests: z.array(PolicyTest).min(1).max(10_000),
  })
  .describe("Rosters, and what a policy must find in them");

export type PolicyTestFile = z.infer<typeof PolicyTestFile>;
export type PolicyTestEntry = z.infer<typeof PolicyTest>;
export type DefaultsEntry = z.infer<typeof Defaults>;
