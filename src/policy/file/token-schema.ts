/** The shape of `tokens` in the policy file: the names of entitlement tokens. */

import { z } from "zod";

import { Day } from "../day.ts";

const TokenName = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .describe(
    'the name or permanent id of an entitlement token; "*" in a name matches any text; case does not matter',
  )
  .meta({ examples: ["Default", "ci-*"] });

const TokenEntry = z
  .strictObject({
    name: TokenName,
    until: Day.optional()
      .describe("the last day on which the entry counts, until its end in UTC")
      .meta({ examples: ["2026-12-31"] }),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(1_000)
      .optional()
      .describe("why the token is listed, or until that day")
      .meta({ examples: ["for the audit of a customer"] }),
  })
  .describe("an entitlement token, with the last day on which the entry counts");

export const Tokens = z.union([
  z.array(z.union([TokenName, TokenEntry])).max(10_000),
  z.literal("any").describe("any token is allowed"),
]);
export type Tokens = z.infer<typeof Tokens>;
