import fc from "fast-check";
import { expect, test } from "vitest";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { parsePolicyTests } from "../../../src/policy/tests/parse.ts";
import { runPolicyTests } from "../../../src/policy/tests/run.ts";
import { documentedExample } from "../../support/documented-example.ts";
import { propertyRuns } from "../../support/property.ts";

test("no text makes the tests' parser or a run of them throw", () => {
  const [start = "", tests = ""] = documentedExample("access-policy.test.yml").split("\ntests:\n");
  const text = `${start}
defaults:
  members: { z: { teams: unknown }, w: absent }
  oidc-providers: [{ slug: a, claims: { b: c }, services: [d] }]
  group-sync: { feeds: [e*, { team: f, role: manager }] }
  workspace: { created: unknown }
  only: all
tests:
  - name: g
    oidc-providers: { a: { claims: unknown, mapping-claim: } }
    only: [two-factor]
${tests}`;
  const piece = fc.record({
    at: fc.nat(text.length),
    cut: fc.nat(12),
    put: fc.oneof(
      fc.string({ unit: "binary", maxLength: 5 }),
      fc.constantFrom("[", "{", ":", "\n", "- ", "unknown", "absent"),
    ),
  });
  const policy = `${documentedExample("access-policy.yml")}people: { z: amara-okoye }\n`;
  const read = parsePolicy(policy, "p.yml");
  if (!("policy" in read)) throw new Error(formatProblems("p.yml", read.problems));
  expect(parsePolicyTests(text, read.policy)).toHaveProperty("tests");
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
      let changed = text;
      for (const { at, cut, put } of pieces)
        changed = changed.slice(0, at) + put + changed.slice(at + cut);
      const parsed = parsePolicyTests(changed, read.policy);
      const answers =
        "problems" in parsed ? parsed.problems : runPolicyTests(read.policy, parsed.tests);
      expect(answers.length).toBeGreaterThan(0);
    }),
    propertyRuns(150),
  );
});
