import { expect, test } from "vitest";

import { parsePolicy } from "../../../src/policy/file/parse.ts";
import { describePolicyChanges } from "../../../src/report/policy-changes.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { renderPolicyCheck } from "../../../src/report/markdown/render-policy-check.ts";
import { renderProblem } from "../../../src/report/markdown/render-problem.ts";
import { elementsOf, toHtml, toLinkableText } from "../../support/gfm.ts";
import { hostileTexts } from "../../support/hostile-text.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const active = /@|\$|#\d|GH-\d|:\/\/|www\.|mailto:|xmpp:/iv;

function policyOf(member: string, reason: string): Policy {
  const parsed = parsePolicy(
    `version: 1
organization: fernwick
roles: { owner: { members: [amara-okoye, ${JSON.stringify(member)}] } }
exceptions:
  - { rule: two-factor, subject: ${JSON.stringify(member)}, reason: ${JSON.stringify(reason)}, approved-by: ${JSON.stringify(reason)}, expires: 2026-12-31 }
`,
    "access-policy.yml",
  );
  if ("policy" in parsed) return parsed.policy;
  throw new Error(JSON.stringify(parsed.problems));
}

function changesOf(member: string, reason = "on order") {
  return describePolicyChanges(
    policyOf("jonas-lindqvist", "on order"),
    policyOf(member, reason),
    now,
  );
}

test("each mistake is an item, and how many more there are is told", () => {
  const text = renderProblem(
    Array.from({ length: 33 }, (_, at) => `p.yml:${at}:1: no`).join("\n"),
    "policy",
  );

  expect(text.match(/^- /gmu)).toHaveLength(30);
  expect(text).toMatch(/^### Access audit: the policy cannot be used\n/u);
  expect(text).toContain("\n\n3 more.\n\nNothing was audited, so this is not a clean result.\n");
  expect(renderProblem("x", "run")).toMatch(/^### Access audit: result unknown\n/u);
});

test("what a policy would change is told in words, or in numbers where names must not be", () => {
  const check = {
    path: "access-policy.yml",
    reason: "no secret",
    changes: changesOf("priya-raman"),
  };

  const full = renderPolicyCheck(check, { personalData: "full" });
  const counts = renderPolicyCheck(check, { personalData: "counts" });

  expect(full).toContain("- **allows one more Owner**: priya-raman\n");
  expect(full).toContain(
    "- **exception added for two-factor of priya-raman**: 38 days, until 2026-12-31, approved by on order\n",
  );
  expect(counts).toContain("- **weakens the policy**: 1 change of roles\n");
  expect(counts).not.toMatch(/priya|jonas|on order/u);
});

test.each<[string, Parameters<typeof renderPolicyCheck>[0]["changes"], string]>([
  ["new", "new", "access-policy.yml is new."],
  ["as it was", [], "access-policy.yml allows the same as before."],
  ["not to be told", "unknown", "The earlier version of access-policy.yml is not known."],
])("a policy that is %s is told as that", (_, changes, sentence) => {
  const check = { path: "access-policy.yml", reason: "no secret", changes };
  expect(renderPolicyCheck(check, { personalData: "full" })).toContain(sentence);
});

// What the parser does not take cannot be in a policy.
const inPolicies = hostileTexts.filter((text) => text.trim() !== "" && text.isWellFormed());

test.each(inPolicies)("%j in a policy or in a message does nothing on the page", (text) => {
  const changes = changesOf(text, text);
  const pages = [
    renderPolicyCheck({ path: text, reason: text, changes }, { personalData: "full" }),
    renderProblem(`${text}\n${text}`, "policy"),
  ];
  const weakened = changes.filter(({ effect }) => effect === "weakens").length;
  const bold = pages.map((page) => toHtml(page).match(/<strong>/gu)?.length ?? 0);
  // Whatever the text, only the labels of weakenings are bold.
  expect(bold).toEqual([weakened, 0]);
  for (const html of pages.map(toHtml)) {
    const elements = elementsOf(html).filter((name) => name !== "code" && name !== "strong");
    expect(elements).toEqual(["h3", "li", "p", "ul"]);
    expect(toLinkableText(html)).not.toMatch(active);
  }
});
