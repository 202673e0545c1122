import { expect, test } from "vitest";

import { createMarker, splitBody, withMarker } from "../../src/github/marker.ts";
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
