import { expect, test } from "vitest";

import { createMarker, isSameBody, splitBody, withMarker } from "../../src/github/marker.ts";
import { renderProblem } from "../../src/report/markdown/render-problem.ts";

const marker = createMarker("comment", "access-policy.yml");
const current = renderProblem("p.yml:1:1: no", "policy").trimEnd();
const below = "\n\nAgreed with IT on Monday.\n";

test.each([
  ["this version", current],
  [
    "an earlier version",
    "### Access audit: the policy cannot be used\n\n- p.yml:1:1: no\n\nNothing was audited, so nothing is known to be well.",
  ],
])("without an end, a problem that %s wrote ends at its last sentence", (_, problem) => {
  const own = withMarker(problem, marker);

  expect(splitBody(`${own}${below}`, marker)).toEqual({
    before: "",
    own,
    isComplete: false,
    after: below,
  });
  // Line endings that GitHub's editor changed.
  expect(splitBody(`${own}${below}`.replaceAll("\n", "\r\n"), marker)?.after).toBe(
    below.replaceAll("\n", "\r\n"),
  );
});

test("a sentence of somebody else is not the end of our part", () => {
  const own = withMarker("### Access audit\n\nNothing was audited, so all is well.", marker);

  expect(splitBody(`${own}${below}`, marker)).toMatchObject({ after: "", isComplete: false });
});

const link = (sha: string, rest = "access-policy.yml#L12", host = "github.example") =>
  `| [\`access-policy.yml:12\`](<https://${host}/f/g/blob/${sha}/${rest}>) |`;
const [one, other] = ["a".repeat(40), "b".repeat(40)];

test.each<[string, string, string, boolean]>([
  ["the commit of a link", link(one), link(other), true],
  ["the commits of two links", link(one) + link(one), link(other) + link(other), true],
  ["line endings", "a\r\nb\r\n", "a\nb", true],
  ["the line of a link", link(one), link(one, "access-policy.yml#L13"), false],
  ["the file of a link", link(one), link(one, "teams/a.yml#L12"), false],
  ["the host of a link", link(one), link(one, undefined, "evil.example"), false],
  ["a link or none", link(one), "| `access-policy.yml:12` |", true],
  ["one link of two", link(one) + link(one), `${link(other)}| \`access-policy.yml:12\` |`, true],
  [
    "which of two has a link",
    `| \`access-policy.yml:12\` |${link(one)}`,
    `${link(one)}| \`access-policy.yml:12\` |`,
    true,
  ],
  ["a link or another line", link(one), "| `access-policy.yml:13` |", false],
  [
    "a link that is not to a line",
    "[`access-policy.yml:12`](<https://evil.example/>)",
    "`access-policy.yml:12`",
    false,
  ],
  [
    "a link whose text is not code",
    `[a\\[\\|b.yml:3](<https://github.example/f/g/blob/${one}/a#L3>)`,
    "a\\[\\|b.yml:3",
    true,
  ],
  ["a commit that is text", `roster ${one}`, `roster ${other}`, false],
  [
    "an address that is text",
    `https://x.example/blob/${one}/a#L1`,
    `https://x.example/blob/${other}/a#L1`,
    false,
  ],
])("two bodies that differ in %s are the same, or not", (_, a, b, expected) => {
  expect(isSameBody(a, b)).toBe(expected);
  expect(isSameBody(b, a)).toBe(expected);
});
