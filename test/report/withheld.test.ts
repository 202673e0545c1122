import { expect, test } from "vitest";

import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import { renderPolicyCheck } from "../../src/report/markdown/render-policy-check.ts";
import type { Withheld } from "../../src/report/withheld.ts";
import { aPartialReport, aReport } from "../support/report.ts";

test.each<[Withheld | undefined, string]>([
  ["requested", "because the input personal-data is counts"],
  ["public", "because this repository is public"],
  ["unknown", "because it is not known whether this repository is public"],
  [undefined, "because it is not known whether this repository is public"],
])("withheld because %s, a text says why, and names no place with the names", (withheld, why) => {
  const options = { personalData: "counts", withheld, fullReport: "the log of this step" } as const;
  const check = { path: "access-policy.yml", reason: "there is no credential" };
  const reports = [aReport(), aPartialReport(), aReport({ findings: [], resolved: [] })];
  const texts = [
    ...reports.map((report) => renderMarkdown(report, options)),
    renderPolicyCheck({ ...check, changes: [] }, options),
    renderPolicyCheck({ ...check, changes: "new" }, options),
  ];
  for (const text of texts) {
    expect(text.match(/Names of people, teams and accounts are left out/gv)).toHaveLength(1);
    expect(text).toContain(`${why}. The input personal-data: full shows them`);
    expect(text).toContain("so the repository should be private.");
    expect(text).not.toContain("full report");
    expect(text).not.toContain("the log of this step");
  }
});

test("with names, the footer says where the full report is", () => {
  const text = renderMarkdown(aReport(), {
    personalData: "full",
    fullReport: "the log of this step",
  });
  expect(text).toContain("full report: the log of this step");
  expect(text).not.toContain("left out of this text");
});
