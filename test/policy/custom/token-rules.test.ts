/** What expressions see of entitlement tokens, and what a gap does to them. */

import { expect, test } from "vitest";

import { evaluate } from "../../../src/policy/evaluate.ts";
import { unknown } from "../../../src/roster/fact.ts";
import type { Repository } from "../../../src/roster/repository.ts";
import { policyOf } from "../../support/policy.ts";
import { aRepository, aToken, aTokenList, repositoryCoverage } from "../../support/repository.ts";
import { aRoster } from "../../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");

function judge(subject: string, violates: string, repositories: readonly Repository[]) {
  const policy = policyOf(
    `custom: [{ id: own, for: ${subject}, violates: '${violates}', severity: note, message: m }]\n`,
  );
  const { rules } = evaluate(
    aRoster({ repositories, coverage: repositoryCoverage() }),
    policy,
    now,
  );
  const result = rules.find(({ rule }) => rule.id === "own");
  return {
    found: result?.findings.map(
      ({ subject: { slug }, object }) =>
        `${slug}${object === undefined ? "" : ` in ${object.slug}`}`,
    ),
    reason: result?.reason,
  };
}

const production = aRepository({
  tokens: aTokenList([aToken({ name: "ci" }), aToken({ name: "web", endsAt: null })]),
});

test("a rule for each token reports the token and its repository", () => {
  expect(judge("token", "token.ends_at == null", [production])).toEqual({
    found: ["web in production"],
    reason: null,
  });
  expect(
    judge("repository", "repository.tokens.exists(t, t.ends_at == null)", [production]),
  ).toEqual({ found: ["production"], reason: null });
});

test("tokens that were not seen make a rule not judged, and those that were are found", () => {
  const refused = aRepository({
    slug: "lab",
    tokens: aTokenList([], { status: "refused", reason: "no Admin" }),
  });
  const reason = 'the entitlement tokens of "lab" were not read completely: no Admin';

  expect(judge("token", "token.ends_at == null", [production, refused])).toEqual({
    found: ["web in production"],
    reason,
  });
  expect(judge("repository", "repository.tokens.size() > 5", [production, refused])).toEqual({
    found: [],
    reason,
  });
  expect(judge("token", "token.active", [aRepository()])).toEqual({
    found: [],
    reason: 'the entitlement tokens of "production" were not requested',
  });
});

test("a fact that was not seen is not judged where it matters", () => {
  const unseen = aRepository({
    tokens: aTokenList([aToken({ endsAt: unknown("malformed"), active: false })]),
  });

  expect(judge("token", "token.active && token.ends_at == null", [unseen]).reason).toBeNull();
  expect(judge("token", "token.ends_at == null", [unseen]).reason).toMatch(
    /^the ends_at of token was not seen for every repository/u,
  );
});
